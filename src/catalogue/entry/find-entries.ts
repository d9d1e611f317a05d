import type { Problem } from "../paper.js";
import { type Block, type Item, type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { isAttribute } from "./attribute.js";
import type { Draft } from "./draft.js";
import { paperLikelihood } from "./is-paper.js";
import { namesAddress } from "./link-kind.js";
import { type Entry, readEntry } from "./read-entry.js";
import { createSectionTracker, type Section } from "./section.js";
import { splitEntries, startsEntry } from "./split-entries.js";
import { tableEntries } from "./table-entries.js";

export interface FoundEntries {
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

const hard: Run = { kind: "break", hard: true };

/** Walks a list's blocks and reads whatever may be an entry: bullets, paragraphs that begin with a title, table rows. */
export function findEntries(blocks: readonly Block[], book: VenueRegistry): FoundEntries {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const sections = createSectionTracker(book);
  let neighbourhood = 0;

  const add = (entry: Entry, line: number, group: number, section = sections.current()) => {
    drafts.push({ entry, section, likelihood: paperLikelihood(entry, section), line, neighbourhood: group });
  };

  const walkList = (items: readonly Item[], section: Section) => {
    const group = ++neighbourhood;
    for (const item of items) walkItem(item, group, section);
  };

  const walkItem = (item: Item, group: number, section: Section) => {
    const details = item.children.flatMap((child) => (child.kind === "list" ? child.items : []));
    const attributes = details.filter((detail) => isDetail(detail, item, book));
    const parts = splitEntries(item.runs, book);
    if (parts.length > 1) {
      for (const part of parts) addRuns(part.runs, item.line + part.lines, group, section);
    } else {
      const runs =
        attributes.length > 0
          ? [...item.runs, ...attributes.flatMap((detail) => [hard, ...detail.runs])]
          : item.runs;
      const topic = attributes.length === 0 && details.length > 0 && !hasLink(item.runs);
      if (!topic) addRuns(runs, item.line, group, section);
    }
    if (item.children.length === 0) return;
    const nested = item.children.map(
      (child): Block =>
        child.kind === "list"
          ? { ...child, items: child.items.filter((detail) => !attributes.includes(detail)) }
          : child,
    );
    const inner = nestedSection(item, section, book);
    const isEntry = hasLink(item.runs);
    for (const child of nested) {
      const items =
        child.kind === "list"
          ? child.items.filter((each) => !isEntry || startsEntry(each.runs, book, true))
          : [];
      if (items.length > 0) walkList(items, inner);
      else if (child.kind === "table") walkTable(child);
    }
  };

  const addRuns = (runs: readonly Run[], line: number, group: number, section: Section) => {
    const entry = readEntry(runs, book);
    if (entry) add(entry, line, group, section);
    else if (hasLabelledLink(runs) && section.holds === "papers") {
      problems.push({
        line,
        message: "This entry has links but no title that could be read: write its title before them.",
      });
    }
  };

  const walkTable = (table: Extract<Block, { kind: "table" }>) => {
    const found = tableEntries(table, sections.current(), book);
    const group = ++neighbourhood;
    for (const row of found.rows) {
      drafts.push({ ...row, section: row.section, neighbourhood: group });
    }
    problems.push(...found.problems);
  };

  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    const next = blocks[index + 1];
    if (!block) continue;
    if (block.kind === "heading") {
      const attributes = block.depth >= 3 ? attributesFrom(blocks, index + 1, book) : null;
      if (attributes && readEntry(block.runs, book)) {
        addRuns([...block.runs, ...attributes.runs], block.line, ++neighbourhood, sections.current());
        index += attributes.blocks;
      } else sections.enter(block.depth, block.runs);
    } else if (block.kind === "list") {
      const tail =
        next?.kind === "paragraph" && isTail(next.runs, block.items.at(-1), book) ? next.runs : null;
      walkList(tail ? withTail(block.items, tail) : block.items, sections.current());
      if (tail) index++;
    } else if (block.kind === "table") {
      walkTable(block);
    } else {
      const attributes = attributesFrom(blocks, index + 1, book);
      if (attributes && !isAttribute(block.runs, book) && startsEntry(block.runs, book, false)) {
        addRuns([...block.runs, ...attributes.runs], block.line, ++neighbourhood, sections.current());
        index += attributes.blocks;
      } else walkParagraph(block);
    }
  }
  return { drafts, problems };

  function walkParagraph(block: Extract<Block, { kind: "paragraph" }>): void {
    for (const part of splitEntries(block.runs, book)) {
      if (!startsEntry(part.runs, book, true)) continue;
      const entry = readEntry(part.runs, book);
      if (entry) add(entry, block.line + part.lines, ++neighbourhood);
    }
  }
}

/** Whether a nested bullet says something of the item above it: that one has a title, and of repositories a link too. */
function isDetail({ runs }: Item, item: Item, book: VenueRegistry): boolean {
  const links = runs.filter((run) => run.kind === "link");
  if (links.length > 0 && links.every((link) => namesAddress(link.text, link.url))) return hasLink(item.runs);
  return isAttribute(runs, book) && readEntry(item.runs, book) !== null;
}

/** What follows a title in lines and bullets of its own: `Paper: https://…`, `Code: https://…`. */
function attributesFrom(
  blocks: readonly Block[],
  from: number,
  book: VenueRegistry,
): { readonly runs: readonly Run[]; readonly blocks: number } | null {
  const runs: Run[] = [];
  let count = 0;
  for (const block of blocks.slice(from, from + 20)) {
    if (block.kind !== "list" && block.kind !== "paragraph") break;
    const lines = block.kind === "list" ? block.items.map((item) => item.runs) : [block.runs];
    if (!lines.every((line) => isAttribute(line, book))) break;
    runs.push(...lines.flatMap((line) => [hard, ...line]));
    count++;
  }
  return runs.some((run) => run.kind === "link") ? { runs, blocks: count } : null;
}

/** A paragraph after a list that has only what the last entry still lacks: its venue and links. */
function isTail(runs: readonly Run[], last: Item | undefined, book: VenueRegistry): boolean {
  if (!last || hasLink(last.runs) || last.children.length > 0 || !hasLink(runs)) return false;
  return readEntry(runs, book) === null;
}

function withTail(items: readonly Item[], tail: readonly Run[]): readonly Item[] {
  const last = items.at(-1);
  return last ? [...items.slice(0, -1), { ...last, runs: [...last.runs, hard, ...tail] }] : items;
}

function nestedSection(item: Item, section: Section, book: VenueRegistry): Section {
  if (hasLink(item.runs)) return section;
  const tracker = createSectionTracker(book);
  tracker.enter(1, item.runs);
  const own = tracker.current();
  return {
    holds: own.holds === "papers" ? section.holds : own.holds,
    venue: own.venue ?? section.venue,
    year: own.year ?? section.year,
    path: [...section.path, runsText(item.runs)],
  };
}

function hasLink(runs: readonly Run[]): boolean {
  return runs.some((run) => run.kind === "link" && !run.url.startsWith("#"));
}

function hasLabelledLink(runs: readonly Run[]): boolean {
  return runs.some((run) => run.kind === "link" && /^https?:/.test(run.url) && run.picture === null);
}
