/** The first millisecond of 2015. */
const discordEpoch = 1_420_070_400_000n;

export interface Snowflakes {
  /** A new id, greater than all before. */
  next(): string;
}

/** Ids as Discord makes them: 42 bits of time, then 22 bits that count within one millisecond. */
export function createSnowflakes(now: () => number): Snowflakes {
  let last = 0n;
  return {
    next() {
      const first = (BigInt(now()) - discordEpoch) << 22n;
      last = first > last ? first : last + 1n;
      return String(last);
    },
  };
}

/** An id's time of creation, as ISO 8601. */
export function timestampOf(id: string): string {
  return new Date(Number((BigInt(id) >> 22n) + discordEpoch)).toISOString();
}

/** Compares ids as numbers, for sorting: oldest first. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
