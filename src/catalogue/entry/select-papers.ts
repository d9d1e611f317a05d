import type { Problem } from "../paper.js";
import type { Candidate } from "./candidate.js";

/**
 * Selects the candidates that are papers. Uncertain ones are judged by their group: in a group of papers they are papers
 * too, or a problem if they have nothing but a title. In any other group they are dropped as prose.
 */
export function selectPapers(candidates: readonly Candidate[]): {
  readonly papers: readonly Candidate[];
  readonly problems: readonly Problem[];
} {
  const counts = new Map<number, { certain: number; all: number }>();
  for (const { groupId, likelihood } of candidates) {
    const count = counts.get(groupId) ?? { certain: 0, all: 0 };
    count.all++;
    if (likelihood === "sure" || likelihood === "fair") count.certain++;
    counts.set(groupId, count);
  }
  const papers: Candidate[] = [];
  const problems: Problem[] = [];
  for (const candidate of candidates) {
    const { entry, groupId, likelihood, line, section } = candidate;
    const { certain = 0, all = 1 } = counts.get(groupId) ?? {};
    const amongPapers = certain / all >= 0.5;
    if (likelihood === "sure" || (likelihood !== "no" && amongPapers)) papers.push(candidate);
    else if (amongPapers && section.kind === "papers") {
      problems.push({
        line,
        message: `"${entry.title.slice(0, 80)}" is among papers but has no link and no venue: add one.`,
      });
    }
  }
  return { papers, problems };
}
