/** Milliseconds. A hundredth of the real ones, in the same proportions, so that leases end while one watches. */
export const crashTimes = { lease: 1_500, request: 500, doubt: 100, poll: 50 } as const;
