import type { Likelihood } from "./is-paper.js";
import type { Entry } from "./read-entry.js";
import type { Section } from "./section.js";

/** An entry that was read, where it stands, and how sure it is that it is a paper. */
export interface Draft {
  readonly entry: Entry;
  readonly section: Section;
  readonly likelihood: Likelihood;
  readonly line: number;
  /** Entries of one list or one table have one neighbourhood: they are papers together or not at all. */
  readonly neighbourhood: number;
}
