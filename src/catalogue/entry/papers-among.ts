import type { Problem } from "../paper.js";
import type { Draft } from "./draft.js";

/**
 * Keeps the drafts that are papers. Those that only may be are judged by their neighbourhood: where most are papers they
 * are too, or a problem if they have nothing but a title. Elsewhere they are prose, and nothing.
 */
export function papersAmong(drafts: readonly Draft[]): {
  readonly papers: readonly Draft[];
  readonly problems: readonly Problem[];
} {
  const counts = new Map<number, { sure: number; all: number }>();
  for (const draft of drafts) {
    const count = counts.get(draft.neighbourhood) ?? { sure: 0, all: 0 };
    count.all++;
    if (speaksForItself(draft)) count.sure++;
    counts.set(draft.neighbourhood, count);
  }
  const papers: Draft[] = [];
  const problems: Problem[] = [];
  for (const draft of drafts) {
    const { sure = 0, all = 1 } = counts.get(draft.neighbourhood) ?? {};
    const among = sure / all >= 0.5;
    if (draft.likelihood === "sure" || (draft.likelihood !== "no" && among)) papers.push(draft);
    else if (among && draft.section.holds === "papers") {
      problems.push({
        line: draft.line,
        message: `"${draft.entry.title.slice(0, 80)}" stands among papers but has no link and no venue: add one.`,
      });
    }
  }
  return { papers, problems };
}

function speaksForItself({ likelihood }: Draft): boolean {
  return likelihood === "sure" || likelihood === "fair";
}
