import type { Candidate } from "./candidate.js";
import type { Entry } from "./read-entry.js";
import { looksLikeName, wordCount } from "./words.js";

/** Fewer entries show no habit. */
const minEntries = 5;
/** The share of entries that begin with people and a colon, in a list that has this habit. */
const minShare = 0.5;

/**
 * `Eve Fay: Slow Waves of Tides` as a person and a title, in a list whose entries begin with people and a colon: `Ann Bee
 * et al.: Fast Waves`. In any other list a name before a colon is that of a method.
 */
export function splitPersons(candidates: readonly Candidate[]): readonly Candidate[] {
  const entries = candidates.filter(({ likelihood }) => likelihood !== "no");
  const certain = entries.filter(({ entry }) => entry.beginsWithPeople).length;
  if (certain < minEntries || certain < entries.length * minShare) return candidates;
  return candidates.map((candidate) => {
    const entry = splitPerson(candidate.entry);
    return entry === candidate.entry ? candidate : { ...candidate, entry };
  });
}

function splitPerson(entry: Entry): Entry {
  const [, person = "", title = ""] = /^([^:]{4,40}): (.+)$/s.exec(entry.title) ?? [];
  if (entry.authors !== null || !looksLikeName(person) || wordCount(title) < 2) return entry;
  return { ...entry, title, authors: person };
}
