import type { VenueRegistry } from "../../catalogue/venues.js";
import { entryLines } from "./entry-lines.js";
import { headingOf, isBlank, joinLines, splitLines } from "./lines.js";

/** A list without some of its papers, and without headings whose sections become empty. */
export function dropPapers(markdown: string, ids: ReadonlySet<string>, venues: VenueRegistry): string {
  const lines = splitLines(markdown);
  const removed = new Set<number>();
  for (const { id, from, to } of entryLines(markdown, lines, venues)) {
    if (ids.has(id)) for (let at = from; at < to; at++) removed.add(at);
  }
  // From the end, so that nested sections come before their parents.
  for (let at = lines.length - 1; at >= 0; at--) {
    const section = sectionLines(lines, at);
    if (section.length > 0 && section.every((line) => removed.has(line))) removed.add(at);
  }
  return joinLines(withoutGaps(lines, removed), markdown);
}

/** The non-blank lines of a heading's section, up to the next heading of its depth; none for other lines. */
function sectionLines(lines: readonly string[], at: number): number[] {
  const heading = headingOf(lines[at] ?? "");
  const section: number[] = [];
  if (!heading) return section;
  for (let next = at + 1; next < lines.length; next++) {
    if ((headingOf(lines[next] ?? "")?.depth ?? 7) <= heading.depth) break;
    if (!isBlank(lines[next])) section.push(next);
  }
  return section;
}

/** The remaining lines. If lines between blank lines are removed, so are the blank lines after them. */
function withoutGaps(lines: readonly string[], removed: ReadonlySet<number>): string[] {
  const kept: string[] = [];
  let isGap = false;
  for (const [at, line] of lines.entries()) {
    if (removed.has(at)) isGap = true;
    else if (!(isGap && isBlank(line) && isBlank(kept.at(-1)))) {
      kept.push(line);
      isGap = false;
    }
  }
  return kept;
}
