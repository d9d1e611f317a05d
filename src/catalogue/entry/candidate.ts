import type { Likelihood } from "./paper-likelihood.js";
import type { Entry } from "./read-entry.js";
import type { Section } from "./section.js";

/** An entry that may be a paper. */
export interface Candidate {
  readonly entry: Entry;
  readonly section: Section;
  readonly likelihood: Likelihood;
  readonly line: number;
  /** Entries of one list or one table share a group: uncertain ones are judged by their group. */
  readonly groupId: number;
}
