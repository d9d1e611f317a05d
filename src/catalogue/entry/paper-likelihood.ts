import type { Entry } from "./read-entry.js";
import type { Section } from "./section.js";
import { wordCount } from "./words.js";

/**
 * How likely an entry is a paper. `sure`: by itself. `fair`: if most of its group are papers, and it counts as one of
 * them. `likely`: if most of its group are papers. `no`: without any evidence.
 */
export type Likelihood = "sure" | "fair" | "likely" | "no";

/** Judges an entry by its content and its section. */
export function paperLikelihood(entry: Entry, section: Section): Likelihood {
  if (section.kind === "ignored" || entry.tags.some((tag) => /^(?:news|updates?)$/i.test(tag))) return "no";
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
  if (section.kind === "other") {
    return paperLink && words >= 4 && (entry.titleKind === "quoted" || stated || entry.labelled)
      ? "sure"
      : "no";
  }
  if (paperLink && entry.titleKind === "link" && words <= 1 && !stated && !entry.labelled) return "fair";
  if (paperLink || (entry.titleKind === "quoted" && (stated || entry.labelled))) return "sure";
  if (stated && (words >= 3 || entry.labelled)) return "sure";
  if (entry.labelled && words >= 3) return "sure";
  if (stated || (section.venue !== null && words >= 3)) return "likely";
  if (entry.statements.length > 0 && words >= 2) return "likely";
  return words >= 4 || entry.links.length > 0 ? "likely" : "no";
}
