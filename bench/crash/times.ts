/** Milliseconds. About a hundredth of the defaults, in the same proportions, so that leases end during a run. */
export const crashTimes = { lease: 1_500, request: 500, lookupDelay: 100, poll: 50 } as const;
