import { parseList } from "../../catalogue/parse-list.js";
import type { VenueRegistry } from "../../catalogue/venues.js";
import { entryLines } from "./entry-lines.js";
import { headingOf, isBlank, joinLines, splitLines } from "./lines.js";

/**
 * Versions of a list with entries inserted, in the order of a maintainer's preference: after papers of the same venue
 * and year, or in a new section under the year, above all papers, or at the end.
 *
 * @param texts Entries on one line each, without bullets.
 */
export function insertEntries(
  markdown: string,
  texts: readonly string[],
  { venue, year }: { readonly venue: string; readonly year: string },
  venues: VenueRegistry,
): string[] {
  const lines = splitLines(markdown);
  const entries = entryLines(markdown, lines, venues);
  const versions: string[] = [];
  const insert = (at: number, ...added: string[]): void => {
    versions.push(joinLines([...lines.slice(0, at), ...added, ...lines.slice(at)], markdown));
  };

  const { papers } = parseList(markdown, venues);
  const similar = papers.filter((paper) => paper.venue === venue && String(paper.year) === year);
  const last = entries.findLast(({ id }) => similar.some((paper) => paper.id === id));
  if (last) {
    const isLoose = isBlank(lines[last.from - 1]) && isBlank(lines[last.to]);
    const bullet = /^\s*[-*+]\s+/.exec(lines[last.from] ?? "")?.[0] ?? "- ";
    insert(last.to, ...texts.flatMap((text) => [...(isLoose ? [""] : []), `${bullet}${text}`]));
  }

  const section = (depth: number): string[] => [
    `${"#".repeat(Math.min(depth, 6))} ${venue}-${year}`,
    ...texts.flatMap((text) => ["", `- ${text}`]),
    "",
  ];
  const headings = lines.flatMap((line, at) => {
    const heading = headingOf(line);
    return heading ? [{ ...heading, at }] : [];
  });
  const sameYear = headings.find(({ text }) => text === year);
  const newestYear = headings.find(({ text }) => /^(?:19|20)\d{2}$/.test(text));
  if (sameYear) insert(sameYear.at + 1, "", ...section(sameYear.depth + 1));
  else if (newestYear) {
    const { at, depth } = newestYear;
    insert(at, `${"#".repeat(depth)} ${year}`, "", ...section(depth + 1));
  }
  const above = headings.findLast(({ at }) => at < (entries[0]?.from ?? lines.length));
  if (above) insert(above.at, ...section(above.depth));
  insert(lines.length, "", ...section(above?.depth ?? 2));
  return versions;
}
