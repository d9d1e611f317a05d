import type { Link } from "../paper.js";
import type { Run } from "../source/block.js";
import { runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { type Entry, readEntry } from "./read-entry.js";
import { looksLikeName, wordCount } from "./words.js";

/** A part of running text that is one entry, so many lines after where the text begins. */
export interface EntryPart {
  readonly runs: readonly Run[];
  readonly lines: number;
}

/** Blocks of a list's last revision are the same objects in its next, and so are their parts. */
const known = new WeakMap<VenueRegistry, WeakMap<readonly Run[], readonly EntryPart[]>>();

/** Cuts running text in which each line is an entry of its own; text that is one entry stays whole. */
export function splitEntries(runs: readonly Run[], book: VenueRegistry): readonly EntryPart[] {
  if (!runs.some((run) => run.kind === "break")) return [{ runs, lines: 0 }];
  const all = known.get(book) ?? new WeakMap<readonly Run[], readonly EntryPart[]>();
  known.set(book, all);
  const parts = all.get(runs) ?? cutAtEntries(runs, book);
  all.set(runs, parts);
  return parts;
}

function cutAtEntries(runs: readonly Run[], book: VenueRegistry): readonly EntryPart[] {
  const lines = linesOf(runs);
  const whole = [{ runs, lines: 0 }];
  if (lines.length < 2) return whole;
  const complete = lines.map((line) => isComplete(line.runs, book));
  if (complete.filter(Boolean).length < 2) return whole;
  const parts: { runs: Run[]; lines: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1);
    if (!last || complete[index]) parts.push({ runs: [...line.runs], lines: line.lines });
    else last.runs.push({ kind: "break", hard: true }, ...line.runs);
  }
  return parts;
}

/** A line with a title of its own and a labelled link of its own. */
function isComplete(runs: readonly Run[], book: VenueRegistry): boolean {
  if (!runs.some((run) => run.kind === "link")) return false;
  const entry = readEntry(runs, book);
  return (
    entry !== null &&
    entry.links.length > 0 &&
    !looksLikeName(entry.title) &&
    (entry.labelled || (entry.how === "link" && leadsToWork(entry)) || entry.how === "quoted")
  );
}

/** People and where they work are linked too, on a line of their own. */
function leadsToWork({ links }: Entry): boolean {
  return links.some(({ kind }) => kind !== "other" && kind !== "project");
}

function linesOf(runs: readonly Run[]): readonly EntryPart[] {
  const parts: { runs: Run[]; lines: number }[] = [{ runs: [], lines: 0 }];
  let lines = 0;
  for (const run of runs) {
    if (run.kind === "break") parts.push({ runs: [], lines: ++lines });
    else parts.at(-1)?.runs.push(run);
  }
  return parts.filter((part) => runsText(part.runs) !== "");
}

/**
 * Whether a paragraph is an entry and no prose: it begins with a title that is bold, quoted or a link and has labelled
 * links, or, with `withLinks` false, it is nothing but a title.
 */
export function startsEntry(runs: readonly Run[], book: VenueRegistry, withLinks: boolean): boolean {
  const entry = readEntry(runs, book);
  if (!entry) return false;
  const text = runsText(runs);
  if (!withLinks) return text.length <= 400;
  const more = text.length - entry.title.length;
  const linked = entry.how === "link" && entry.links.some(isPaperLink) && wordCount(entry.title) >= 4;
  const dated = linked && entry.statements.some(({ year }) => year !== null);
  const stated = entry.links.length > 0 && entry.statements.length > 0 && (dated || more > 20);
  const signed = entry.how === "link" && entry.authors !== null && entry.links.some(isPaperLink);
  if (!entry.labelled && !stated && !signed) return false;
  if (entry.how === "text" && entry.wordsAfter > 8) return false;
  return entry.how === "quoted" || entry.wordsBefore <= (entry.how === "link" ? 4 : 2);
}

function isPaperLink(link: Link): boolean {
  return link.kind === "paper" || link.kind === "arxiv" || link.kind === "openreview";
}
