import { memoWithVenues } from "../memo.js";
import type { Link } from "../paper.js";
import type { Run } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { withoutEmoji } from "./emoji.js";
import { findTitle } from "./find-title.js";
import { type FoundTitle, type MarkedText, markedText, markFrom, readable } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { namesIn } from "./names-in.js";
import { readLinks } from "./read-links.js";
import { readStatements } from "./read-statements.js";
import { namesContainer, readUnknownVenue, readVenue, type VenueStatement } from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";

/** What an entry itself states, without its headings. */
export interface Entry {
  readonly title: string;
  readonly titleKind: FoundTitle["kind"];
  readonly links: readonly Link[];
  /** A link has the label of a paper or code. */
  readonly labelled: boolean;
  /** All links are code, and the first of them precedes the title, which names it: `[[Github](…)] FooLib`. */
  readonly onlyCode: boolean;
  /** The number of words before the title, outside brackets. */
  readonly wordsBefore: number;
  /** The number of words after the first labelled link, outside links and brackets: many, in prose. */
  readonly wordsAfter: number;
  readonly statements: readonly VenueStatement[];
  readonly authors: string | null;
  readonly tags: readonly string[];
}

/** Reads the running text of one entry; `null` if it has no title. */
export const readEntry = memoWithVenues((runs: readonly Run[], venues): Entry | null => {
  const marked = markedText(runs, venues);
  const title = findTitle(marked);
  if (!title) return null;
  const statements = readStatements(marked, title);
  return {
    title: title.title,
    titleKind: title.kind,
    ...readLinks(marked, title),
    wordsBefore: wordCount(
      withoutEmoji(readable(marked, 0, title.from)).replace(/\[[^[\]]*\]|\([^()]*\)|[\d.]+/g, " "),
    ),
    wordsAfter: wordsAfterLabels(marked, title),
    statements,
    authors: readAuthors(marked, title),
    tags: readTags(marked, title, statements),
  };
});

function wordsAfterLabels(marked: MarkedText, title: FoundTitle): number {
  const first = markFrom(marked, title.to, "label");
  if (!first) return 0;
  const outside = marked.marks.reduceRight(
    (text, mark) => (mark.from >= first.to ? text.slice(0, mark.from) + text.slice(mark.to) : text),
    marked.text,
  );
  return wordCount(outside.slice(first.to));
}

/** Bracketed text other than a venue, a date or a count of stars, and notes such as `Oral`. */
function readTags(
  { marks, venues }: MarkedText,
  title: FoundTitle,
  statements: readonly VenueStatement[],
): readonly string[] {
  const bracketed = marks
    .filter((mark) => mark.kind === "group" && (mark.to <= title.from || mark.from >= title.to))
    .map((mark) =>
      withoutEmoji(mark.text)
        .replace(/[*_`]+/g, "")
        .trim(),
    )
    .filter((text) => /\p{L}/u.test(text) && text.length <= 40 && !/^(?:x|[\d.,]+ ?[km])$/i.test(text))
    .filter((text) => !readVenue(text, venues)?.venue && !readUnknownVenue(text));
  return [...new Set([...bracketed, ...statements.flatMap((statement) => statement.notes)])];
}

/** The names before the title of a reference; else a line or an italic passage of names after it. */
function readAuthors(marked: MarkedText, title: FoundTitle): string | null {
  const whole = readable(marked, 0, title.to);
  const before = withoutEmoji(whole.slice(0, Math.max(0, whole.indexOf(title.title))))
    .replace(/^[\s\d[\]().*#-]+/, "")
    .replace(/(?<![\s.,:;(])[\s.,:;(]*(?:19|20)\d{2}[a-z]?[)\s.,:;]*$/, "")
    .replace(/(?<![\s,:;("“”«])[\s,:;("“”«]+$/, "")
    .replace(/(?<!(?:^|[\s.-])\p{Lu}|\bal)\.$/u, "");
  // `Name: Jane Doe, John Roe. "Title"`
  for (const names of [before, before.replace(/^[^:：,]{1,40}[:：]\s*/, "")]) {
    const list = readNameList(names);
    // `SayPlan: "Title"`, `VocGAN: [Title](…)`: a name before a colon is that of the work.
    const isPeople = list?.isCertain || (title.kind !== "text" && !/[:：]\s*$/.test(names));
    if (list && isPeople) return names;
  }
  const label = markFrom(marked, title.to, "label");
  return authorsAfter(marked, title, label?.from) ?? (label === undefined ? null : byline(marked, label.to));
}

/** A line below the links with names of people, and perhaps where the paper was published. */
function byline({ text, marks, venues }: MarkedText, from: number): string | null {
  let at = from;
  for (const line of text.slice(from).split("\n").slice(1)) {
    at = text.indexOf(line, at);
    if (marks.some((mark) => mark.from >= at && mark.to <= at + line.length)) continue;
    const names = namesIn(line, venues);
    if (names !== null) return names;
  }
  return null;
}

/** `ICML'23, Bee, Ann, et al.`, `JSS, Bee, Ann, et al.`: the names that follow a venue and a comma. */
function afterVenue(text: string, venues: VenueRegistry): string {
  const [, first = "", rest = ""] = /^([^,]{2,40}),\s*(.+)$/su.exec(text) ?? [];
  const isVenue = readVenue(first, venues) ?? readUnknownVenue(first) ?? namesContainer(first);
  return isVenue && !/^\p{Lu}\p{Ll}+$/u.test(first) && looksLikeAuthors(rest) ? rest : text;
}

/** Names between a title and the first label. */
function authorsAfter(marked: MarkedText, title: FoundTitle, end: number | undefined): string | null {
  const after = marked.text.slice(title.to, end);
  for (const line of after.split(/[\n\v]|\s[-–—]\s|\.\s(?=\S+\s\d{4})/)) {
    const names = readable({ ...marked, text: line })
      .replace(/^[\s,.;:(–—-]*(?:(?:19|20)\d{2}\)[\s,.;:–—-]*)?/, "")
      .replace(/(?<![\s,;:)(–—-])[\s,;:)(–—-]+$/, "");
    if (readVenue(names, marked.venues)) continue;
    const withoutVenue = afterVenue(names, marked.venues).replace(/[.,]\s*[^.,]*\b(?:19|20)\d{2}\b.*$/, "");
    if (looksLikeAuthors(withoutVenue)) return withoutVenue;
    if (readNameList(withoutVenue)?.isCertain) return withoutVenue;
    // `Title,Firstname Lastname.`: one person only right after the title.
    const isNext = /^\s*,/.test(after) && after.startsWith(line);
    if (isNext && looksLikeName(withoutVenue)) return withoutVenue.replace(/\.$/, "");
  }
  return null;
}
