import { memoWithVenues } from "../memo.js";
import type { Link } from "../paper.js";
import { hardBreak, onOneLine, type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { withoutEmoji } from "./emoji.js";
import { kindOfLabel } from "./link-kind.js";
import { readNameList } from "./name-list.js";
import { type Entry, readEntry } from "./read-entry.js";
import { splitReferences } from "./split-references.js";
import { hasCapitals, looksLikeName, wordCount } from "./words.js";

/** A part of running text that is one entry. `lines` is its distance from the start of the text. */
export interface EntryPart {
  readonly runs: readonly Run[];
  readonly lines: number;
}

/** Splits running text with an entry on each line, or several on one. Text that is one entry stays whole. */
export function splitEntries(runs: readonly Run[], venues: VenueRegistry): readonly EntryPart[] {
  const parts = runs.some((run) => run.kind === "break") ? cutAtEntries(runs, venues) : [{ runs, lines: 0 }];
  return parts.flatMap((part) => {
    const references = splitReferences(part.runs, venues);
    return references?.map((own) => ({ runs: own, lines: part.lines })) ?? [part];
  });
}

const cutAtEntries = memoWithVenues((runs: readonly Run[], venues): readonly EntryPart[] => {
  const all = linesOf(runs);
  if (isReference(all)) return [{ runs, lines: 0 }];
  const [title, address] = all;
  if (title !== undefined && address !== undefined && isOverAddress(all)) {
    return [{ runs: [...title.runs, hardBreak, ...address.runs], lines: 0 }];
  }
  const lines = all.map((line, index) => ({
    ...line,
    complete: !continuesTitle(line.runs, all[index - 1]?.runs) && isComplete(line.runs, venues),
  }));
  if (lines.filter(({ complete }) => complete).length < 2) return [{ runs, lines: 0 }];
  const parts: { first: readonly Run[]; others: (readonly Run[])[]; lines: number }[] = [];
  for (const { runs, lines: distance, complete } of lines) {
    const last = parts.at(-1);
    if (!last || complete) parts.push({ first: runs, others: [], lines: distance });
    else last.others.push(runs);
  }
  // A part of one line stays the same object, which has been read.
  return parts.map(({ first, others, lines }) => ({
    runs: others.length === 0 ? first : [first, ...others.flatMap((runs) => [[hardBreak], runs])].flat(),
    lines,
  }));
});

/** `PDF: `, `Project+Code: `, before the address. */
const addressLabel =
  /^\s*(?:paper|pdf|arxiv|project|code|link|url|doi)(?: ?[+/&,] ?(?:paper|pdf|arxiv|project|code|data))?: *$/i;

/** `Slow Waves of Tides ,` and `PDF: https://arxiv.org/…` below it: the label is no part of the title. */
function isOverAddress(lines: readonly EntryPart[]): boolean {
  const [title = [], address = []] = lines.map(({ runs }) => runs.filter(isVisible));
  const [label, link] = address;
  return (
    lines.length === 2 &&
    address.length === 2 &&
    label?.kind === "text" &&
    addressLabel.test(label.text) &&
    link?.kind === "link" &&
    link.bare &&
    !title.some((run) => run.kind === "link")
  );
}

/** Whether the first line, and no other, is the authors of a paper: the others have its title and where it was published. */
function isReference(lines: readonly EntryPart[]): boolean {
  // A bold line is a topic: `**Tides and Parsing**`.
  const isNames = ({ runs }: EntryPart) =>
    !runs.some((run) => run.kind === "text" && run.bold) && readNameList(runsText(runs))?.isCertain === true;
  const [first, ...others] = lines;
  return first !== undefined && others.length > 0 && isNames(first) && !others.some(isNames);
}

/** Whether a line begins in the middle of the text that the line before ends with. */
function continuesTitle([first]: readonly Run[], before: readonly Run[] = []): boolean {
  const last = before.findLast(isVisible);
  if (first?.kind !== "text" || last?.kind !== "text") return false;
  return /^\s*\p{Ll}{2,}\s/u.test(first.text) && /[\p{L}\d,:-]\s*$/u.test(last.text);
}

/** A line with its own title and its own labelled link. */
function isComplete(runs: readonly Run[], venues: VenueRegistry): boolean {
  if (!runs.some((run) => run.kind === "link")) return false;
  const entry = readEntry(runs, venues);
  return (
    entry !== null &&
    entry.links.length > 0 &&
    !looksLikeName(entry.title) &&
    !isPlace(entry, runs) &&
    // `[project](…) 渲染`: a remark, as the label is not in brackets.
    !(entry.titleKind === "text" && entry.wordsBefore > 0) &&
    (entry.labelled || entry.titleKind === "quoted" || (entry.titleKind === "link" && leadsToWork(entry)))
  );
}

/** `IEEE Trans. Tides (TTD), 2023. [PDF](…)`: the name of a venue, its short one in parentheses, and a year. */
function isPlace({ titleKind, statements }: Entry, runs: readonly Run[]): boolean {
  if (titleKind !== "text" || !statements.some(({ venue, year }) => venue !== null && year !== null))
    return false;
  const links = runs.findIndex((run) => run.kind === "link");
  return /^\s*\p{Lu}[^:"“]{8,120} \(\p{Lu}[\p{L}&-]{1,14}\), (?:19|20)\d{2}[\s.,]*$/u.test(
    runsText(runs.slice(0, links)),
  );
}

/** Lines of authors may have links to people and institutions. */
function leadsToWork({ links }: Entry): boolean {
  return links.some(({ kind }) => kind !== "other" && kind !== "project");
}

function isVisible(run: Run): boolean {
  return run.kind !== "image" && run.kind !== "break" && run.text.trim() !== "";
}

function linesOf(runs: readonly Run[]): readonly EntryPart[] {
  const parts: { runs: Run[]; lines: number }[] = [{ runs: [], lines: 0 }];
  let lines = 0;
  for (const run of runs) {
    if (run.kind === "break") parts.push({ runs: [], lines: ++lines });
    else parts.at(-1)?.runs.push(run);
  }
  return parts.filter((part) => part.runs.some(isVisible));
}

/**
 * Whether a paragraph is an entry rather than prose: it begins with a title that is bold, quoted or a link and has
 * labelled links. If `withLinks` is false, a title is enough.
 */
export function startsEntry(runs: readonly Run[], venues: VenueRegistry, withLinks: boolean): boolean {
  const entry = readEntry(runs, venues);
  if (!entry) return false;
  const text = runsText(runs);
  if (!withLinks) return text.length <= 400;
  const shown = runs.find((run) => run.kind === "link" && run.text.includes(entry.title));
  const inLink = entry.titleKind === "link" && shown?.kind === "link" ? onOneLine(shown.text) : entry.title;
  // `[[Slides] Slow Waves](…)`, but `[(KelpNet) Slow Waves - by Ann Bee](…)`
  const whole = inLink.startsWith("[") ? entry.title : inLink;
  const more = withoutEmoji(text).trim().length - whole.length;
  const linked = entry.titleKind === "link" && entry.links.some(isPaperLink);
  const placed = entry.statements.some(({ venue, year }) => venue !== null && year !== null);
  const dated =
    linked &&
    (wordCount(entry.title) >= 4 || (placed && entry.wordsBefore === 0)) &&
    entry.statements.some(({ year }) => year !== null);
  const stated =
    entry.links.length > 0 &&
    entry.statements.length > 0 &&
    (dated || more > (entry.titleKind === "bold" ? 10 : 20));
  const { authors } = entry;
  const signed = linked && authors !== null;
  const alone = linked && wordCount(entry.title) >= wordsOfTitleAlone(entry) && more <= 2;
  if (!entry.labelled && !stated && !signed && !alone && !isTitleOverAddress(runs, entry)) return false;
  if (entry.titleKind === "text" && entry.wordsAfter > 8) return false;
  return (
    entry.titleKind === "quoted" ||
    entry.followsLabels ||
    (signed && text.trimStart().startsWith(authors.slice(0, 20))) ||
    entry.wordsBefore <= (entry.titleKind === "link" ? 4 : 2)
  );
}

/** Words of a linked title that is all of a paragraph; of another text there, they say what is at its end. */
function wordsOfTitleAlone({ title, links }: Entry): number {
  const isTitle = !/\p{Script=Han}/u.test(title) && kindOfLabel(title) === null;
  const isPreprint = links.some(({ kind }) => kind === "arxiv" || kind === "openreview");
  if (isPreprint) return isTitle ? 2 : 4;
  return isTitle && hasCapitals(title) && links.some(isPaperLink) ? 4 : 6;
}

/** `Slow Waves of Tides` and `https://arxiv.org/…` below it, and nothing else. */
function isTitleOverAddress(runs: readonly Run[], { title, titleKind, links }: Entry): boolean {
  const lines = linesOf(runs);
  const last = lines.at(-1)?.runs.filter(isVisible) ?? [];
  const [link] = last;
  return (
    titleKind !== "link" &&
    wordCount(title) >= 3 &&
    lines.length === 2 &&
    last.length === 1 &&
    link?.kind === "link" &&
    link.bare &&
    links.every(isPaperLink) &&
    runsText(lines[0]?.runs ?? []).length <= title.length + 3
  );
}

export function isPaperLink(link: Link): boolean {
  return link.kind === "paper" || link.kind === "arxiv" || link.kind === "openreview";
}
