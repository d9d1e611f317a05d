import { type Details, describes, detailsKeysOf } from "../catalogue/details.js";
import type { Paper } from "../catalogue/paper.js";
import type { KnownDetails } from "../store/details.js";

/** The details that are known, in memory: no answer waits for them. */
export interface DetailsBook {
  /** The details of a paper, from the best source that has them; null where none is known, or their title disagrees. */
  readonly of: (paper: Paper) => Details | null;
  /** Details of its keys that are of another paper: an id was pasted by mistake. */
  readonly disagreeing: (paper: Paper) => Details | null;
  readonly ofKey: (key: string) => Details | null;
  readonly has: (key: string) => boolean;
  /** Adds details. @returns the keys whose details are new or differ. */
  readonly add: (known: readonly KnownDetails[]) => readonly string[];
}

export function createDetailsBook(): DetailsBook {
  const byKey = new Map<string, Details>();
  const known = (paper: Paper): Details[] => detailsKeysOf(paper).flatMap((key) => byKey.get(key) ?? []);
  return {
    of: (paper) => known(paper).find((details) => describes(details, paper)) ?? null,
    disagreeing: (paper) => known(paper).find((details) => !describes(details, paper)) ?? null,
    ofKey: (key) => byKey.get(key) ?? null,
    has: (key) => byKey.has(key),
    add: (added) =>
      added.flatMap(({ key, details }) => {
        const before = byKey.get(key);
        if (before !== undefined && JSON.stringify(before) === JSON.stringify(details)) return [];
        byKey.set(key, details);
        return [key];
      }),
  };
}
