import type { Entry } from "./read-entry.js";
import type { Section } from "./section.js";
import { wordCount } from "./words.js";

/**
 * How sure it is that an entry is a paper. `sure`: it says so itself. `fair`: so do most others around it, or it is none.
 * `likely`: it may be one, its neighbours decide. `no`: nothing speaks for it.
 */
export type Likelihood = "sure" | "fair" | "likely" | "no";

/** Judges an entry by what it says and by where it stands. */
export function paperLikelihood(entry: Entry, section: Section): Likelihood {
  if (section.holds === "never" || entry.tags.some((tag) => /^(?:news|updates?)$/i.test(tag))) return "no";
  const paperLink = entry.links.some(
    (link) =>
      link.kind === "paper" ||
      link.kind === "arxiv" ||
      link.kind === "openreview" ||
      link.kind === "paper with code",
  );
  const stated = entry.statements.some((statement) => statement.venue !== null);
  if (entry.onlyCode && !stated) return "no";
  const words = wordCount(entry.title);
  if (section.holds === "beside") {
    return paperLink && words >= 4 && (entry.how === "quoted" || stated || entry.labelled) ? "sure" : "no";
  }
  if (paperLink && entry.how === "link" && words <= 1 && !stated && !entry.labelled) return "fair";
  if (paperLink || (entry.how === "quoted" && (stated || entry.labelled))) return "sure";
  if (stated && (words >= 3 || entry.labelled)) return "sure";
  if (entry.labelled && words >= 3) return "sure";
  if (stated || (section.venue !== null && words >= 3)) return "likely";
  if (entry.statements.length > 0 && words >= 2) return "likely";
  return words >= 4 || entry.links.length > 0 ? "likely" : "no";
}
