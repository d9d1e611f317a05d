import type { Problem } from "../paper.js";
import { type Block, hardBreak, type Item, type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import type { Candidate } from "./candidate.js";
import { isAttribute } from "./labels.js";
import { namesAddress } from "./link-kind.js";
import { paperLikelihood } from "./paper-likelihood.js";
import { type Entry, readEntry } from "./read-entry.js";
import { createSectionTracker, type Section } from "./section.js";
import { splitEntries, startsEntry } from "./split-entries.js";
import { tableEntries } from "./table-entries.js";

export interface FoundEntries {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly Problem[];
}

/** Reads everything in a list that may be an entry: bullets, paragraphs that begin with a title, table rows. */
export function findEntries(blocks: readonly Block[], venues: VenueRegistry): FoundEntries {
  const candidates: Candidate[] = [];
  const problems: Problem[] = [];
  const sections = createSectionTracker(venues);
  let groups = 0;

  const add = (entry: Entry, line: number, groupId: number, section = sections.current()) => {
    candidates.push({ entry, section, likelihood: paperLikelihood(entry, section), line, groupId });
  };

  const walkList = (items: readonly Item[], section: Section) => {
    const groupId = ++groups;
    for (const item of items) walkItem(item, groupId, section);
  };

  const walkItem = (item: Item, groupId: number, section: Section) => {
    const details = item.children.flatMap((child) => (child.kind === "list" ? child.items : []));
    const attributes = details.filter((detail) => isDetail(detail, item, venues));
    const parts = splitEntries(item.runs, venues);
    if (parts.length > 1) {
      for (const part of parts) addRuns(part.runs, item.line + part.lines, groupId, section);
    } else {
      const runs =
        attributes.length > 0
          ? [...item.runs, ...attributes.flatMap((detail) => [hardBreak, ...detail.runs])]
          : item.runs;
      const topic = attributes.length === 0 && details.length > 0 && !hasLink(item.runs);
      if (!topic) addRuns(runs, item.line, groupId, section);
    }
    if (item.children.length === 0) return;
    const nested = item.children.map(
      (child): Block =>
        child.kind === "list"
          ? { ...child, items: child.items.filter((detail) => !attributes.includes(detail)) }
          : child,
    );
    const inner = nestedSection(item, section, venues);
    const isEntry = hasLink(item.runs);
    for (const child of nested) {
      const items =
        child.kind === "list"
          ? child.items.filter((each) => !isEntry || startsEntry(each.runs, venues, true))
          : [];
      if (items.length > 0) walkList(items, inner);
      else if (child.kind === "table") walkTable(child);
    }
  };

  const addRuns = (runs: readonly Run[], line: number, groupId: number, section: Section) => {
    const entry = readEntry(runs, venues);
    if (entry) add(entry, line, groupId, section);
    else if (hasLabelledLink(runs) && section.kind === "papers") {
      problems.push({
        line,
        message: "This entry has links but no readable title: write its title before them.",
      });
    }
  };

  const walkTable = (table: Extract<Block, { kind: "table" }>) => {
    const found = tableEntries(table, sections.current(), venues);
    const groupId = ++groups;
    for (const row of found.rows) {
      candidates.push({ ...row, section: row.section, groupId });
    }
    problems.push(...found.problems);
  };

  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    const next = blocks[index + 1];
    if (!block) continue;
    if (block.kind === "heading") {
      const attributes = block.depth >= 3 ? attributesFrom(blocks, index + 1, venues) : null;
      if (attributes && readEntry(block.runs, venues)) {
        addRuns([...block.runs, ...attributes.runs], block.line, ++groups, sections.current());
        index += attributes.blocks;
      } else sections.enter(block.depth, block.runs);
    } else if (block.kind === "list") {
      const tail =
        next?.kind === "paragraph" && isTail(next.runs, block.items.at(-1), venues) ? next.runs : null;
      walkList(tail ? withTail(block.items, tail) : block.items, sections.current());
      if (tail) index++;
    } else if (block.kind === "table") {
      walkTable(block);
    } else {
      const attributes = attributesFrom(blocks, index + 1, venues);
      if (attributes && !isAttribute(block.runs, venues) && startsEntry(block.runs, venues, false)) {
        addRuns([...block.runs, ...attributes.runs], block.line, ++groups, sections.current());
        index += attributes.blocks;
      } else walkParagraph(block);
    }
  }
  return { candidates, problems };

  function walkParagraph(block: Extract<Block, { kind: "paragraph" }>): void {
    for (const part of splitEntries(block.runs, venues)) {
      if (!startsEntry(part.runs, venues, true)) continue;
      const entry = readEntry(part.runs, venues);
      if (entry) add(entry, block.line + part.lines, ++groups);
    }
  }
}

/** Whether a nested bullet is an attribute of the item above, which then has a title; for repositories, a link too. */
function isDetail({ runs }: Item, item: Item, venues: VenueRegistry): boolean {
  const links = runs.filter((run) => run.kind === "link");
  if (links.length > 0 && links.every((link) => namesAddress(link.text, link.url))) return hasLink(item.runs);
  return isAttribute(runs, venues) && readEntry(item.runs, venues) !== null;
}

/** Attributes that follow a title in separate lines and bullets: `Paper: https://…`, `Code: https://…`. */
function attributesFrom(
  blocks: readonly Block[],
  from: number,
  venues: VenueRegistry,
): { readonly runs: readonly Run[]; readonly blocks: number } | null {
  const runs: Run[] = [];
  let count = 0;
  for (const block of blocks.slice(from, from + 20)) {
    if (block.kind !== "list" && block.kind !== "paragraph") break;
    const lines = block.kind === "list" ? block.items.map((item) => item.runs) : [block.runs];
    if (!lines.every((line) => isAttribute(line, venues))) break;
    runs.push(...lines.flatMap((line) => [hardBreak, ...line]));
    count++;
  }
  return runs.some((run) => run.kind === "link") ? { runs, blocks: count } : null;
}

/** Whether a paragraph after a list is only the venue and links that its last entry lacks. */
function isTail(runs: readonly Run[], last: Item | undefined, venues: VenueRegistry): boolean {
  if (!last || hasLink(last.runs) || last.children.length > 0 || !hasLink(runs)) return false;
  return readEntry(runs, venues) === null;
}

function withTail(items: readonly Item[], tail: readonly Run[]): readonly Item[] {
  const last = items.at(-1);
  return last ? [...items.slice(0, -1), { ...last, runs: [...last.runs, hardBreak, ...tail] }] : items;
}

function nestedSection(item: Item, section: Section, venues: VenueRegistry): Section {
  if (hasLink(item.runs)) return section;
  const tracker = createSectionTracker(venues);
  tracker.enter(1, item.runs);
  const own = tracker.current();
  return {
    kind: own.kind === "papers" ? section.kind : own.kind,
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
