import type { VenueRegistry } from "../../catalogue/venues.js";
import { entryLines } from "./entry-lines.js";
import { headingOf, isBlank, joinLines, splitLines } from "./lines.js";

/** A list without some of its papers, and without the headings that nothing stands under any more. */
export function dropPapers(markdown: string, ids: ReadonlySet<string>, venues: VenueRegistry): string {
  const lines = splitLines(markdown);
  const gone = new Set<number>();
  for (const { id, from, to } of entryLines(markdown, lines, venues)) {
    if (ids.has(id)) for (let at = from; at < to; at++) gone.add(at);
  }
  // From the end, so that a section's own sections are judged before it.
  for (let at = lines.length - 1; at >= 0; at--) {
    const section = sectionLines(lines, at);
    if (section.length > 0 && section.every((line) => gone.has(line))) gone.add(at);
  }
  return joinLines(withoutGaps(lines, gone), markdown);
}

/** The lines under a heading that are not blank, to the next heading of its depth; none for every other line. */
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

/** What stays; where something went from between blank lines, those after it go with it. */
function withoutGaps(lines: readonly string[], gone: ReadonlySet<number>): string[] {
  const kept: string[] = [];
  let isGap = false;
  for (const [at, line] of lines.entries()) {
    if (gone.has(at)) isGap = true;
    else if (!(isGap && isBlank(line) && isBlank(kept.at(-1)))) {
      kept.push(line);
      isGap = false;
    }
  }
  return kept;
}
