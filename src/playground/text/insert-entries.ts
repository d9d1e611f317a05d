import { parseList } from "../../catalogue/parse-list.js";
import type { VenueRegistry } from "../../catalogue/venues.js";
import { entryLines } from "./entry-lines.js";
import { headingOf, isBlank, joinLines, splitLines } from "./lines.js";

/** A section of a list. */
export interface Section {
  readonly venue: string;
  /** Four digits. */
  readonly year: string;
}

/** Lines to insert before the line `at`, counted from 0. */
interface Insertion {
  readonly at: number;
  readonly added: readonly string[];
}

/**
 * Versions of a list with entries inserted, in the order of a maintainer's preference: after papers of the same venue
 * and year, or in a new section under the year, above all papers, or at the end.
 *
 * @param texts Entries on one line each, without bullets.
 */
export function insertEntries(
  markdown: string,
  texts: readonly string[],
  section: Section,
  venues: VenueRegistry,
): string[] {
  const lines = splitLines(markdown);
  const insertions = [
    ...afterSimilar(markdown, lines, texts, section, venues),
    ...inNewSection(lines, entryLines(markdown, lines, venues)[0]?.from ?? lines.length, texts, section),
  ];
  return insertions.map(({ at, added }) =>
    joinLines([...lines.slice(0, at), ...added, ...lines.slice(at)], markdown),
  );
}

/** After the last paper of the venue and year, in its format. */
function afterSimilar(
  markdown: string,
  lines: readonly string[],
  texts: readonly string[],
  { venue, year }: Section,
  venues: VenueRegistry,
): Insertion[] {
  const similar = parseList(markdown, venues).papers.filter(
    (paper) => paper.venue === venue && String(paper.year) === year,
  );
  const last = entryLines(markdown, lines, venues).findLast(({ id }) =>
    similar.some((paper) => paper.id === id),
  );
  if (!last) return [];
  const isLoose = isBlank(lines[last.from - 1]) && isBlank(lines[last.to]);
  const bullet = /^\s*[-*+]\s+/.exec(lines[last.from] ?? "")?.[0] ?? "- ";
  return [{ at: last.to, added: texts.flatMap((text) => [...(isLoose ? [""] : []), `${bullet}${text}`]) }];
}

/** @param first The line of the list's first entry. */
function inNewSection(
  lines: readonly string[],
  first: number,
  texts: readonly string[],
  { venue, year }: Section,
): Insertion[] {
  const sectionLines = (depth: number): string[] => [
    `${"#".repeat(Math.min(depth, 6))} ${venue}-${year}`,
    ...texts.flatMap((text) => ["", `- ${text}`]),
    "",
  ];
  const headings = lines.flatMap((line, at) => {
    const heading = headingOf(line);
    return heading ? [{ ...heading, at }] : [];
  });
  const found: Insertion[] = [];
  const sameYear = headings.find(({ text }) => text === year);
  const newestYear = headings.find(({ text }) => /^(?:19|20)\d{2}$/.test(text));
  if (sameYear) {
    found.push({ at: sameYear.at + 1, added: ["", ...sectionLines(sameYear.depth + 1)] });
  } else if (newestYear) {
    const heading = `${"#".repeat(newestYear.depth)} ${year}`;
    found.push({ at: newestYear.at, added: [heading, "", ...sectionLines(newestYear.depth + 1)] });
  }
  const above = headings.findLast(({ at }) => at < first);
  if (above) found.push({ at: above.at, added: sectionLines(above.depth) });
  return [...found, { at: lines.length, added: ["", ...sectionLines(above?.depth ?? 2)] }];
}
