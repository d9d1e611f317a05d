import type { Problem } from "../paper.js";
import { isRelativeFile } from "../relative-links.js";
import { type Block, hardBreak, type Item, type Run, runsText, type Table } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { type Candidate, type EntryForm, paperLikelihood } from "./candidate.js";
import { cardsOf } from "./cards.js";
import { fieldsBelow, papersOfFields, withOtherFields } from "./fields-below.js";
import { hasLabelledLink, hasLink } from "./has-link.js";
import { joinLines } from "./join-lines.js";
import { isAttribute } from "./labels.js";
import { leadsToPaper, linkKind } from "./link-kind.js";
import { listHeadings } from "./list-headings.js";
import { readNameList } from "./name-list.js";
import { isCitationOf, isDetail, isReferenceOf, isUntitled, isWholeReference } from "./nested-items.js";
import { type Entry, hasTitle, readEntry, titleOf } from "./read-entry.js";
import { readUnknownVenue } from "./read-venue.js";
import { createSectionTracker, type Section } from "./section.js";
import { type EntryPart, isPaperLink, splitEntries, startsEntry } from "./split-entries.js";
import { tableEntries } from "./table-entries.js";
import { wordCount } from "./words.js";

/** Reads everything in a list that may be an entry: bullets, paragraphs that begin with a title, table rows. */
export function findEntries(
  source: readonly Block[],
  venues: VenueRegistry,
): { readonly candidates: readonly Candidate[]; readonly problems: readonly Problem[] } {
  const blocks = listHeadings(source);
  const candidates: Candidate[] = [];
  const problems: Problem[] = [];
  const sections = createSectionTracker(venues);
  let groups = 0;

  const add = (entry: Entry, line: number, groupId: number, section: Section, form: EntryForm = {}) => {
    const likelihood = paperLikelihood(entry, section, form);
    candidates.push({ entry, section, likelihood, line, groupId });
  };

  const addRuns = (
    runs: readonly Run[],
    line: number,
    groupId: number,
    section: Section,
    form: EntryForm = {},
  ) => {
    const entry = readEntry(runs, venues);
    const hasNotes = runs.some((run) => run.kind === "link" && isRelativeFile(run.url));
    const isNotes = hasNotes && entry?.titleKind === "link";
    if (entry) add(entry, line, groupId, section, { ...form, isNotes, hasNotes });
    else if (hasLabelledLink(runs) && section.kind === "papers" && !leadsElsewhere(runs)) {
      const message = "This entry has links but no readable title: write its title before them.";
      problems.push({ line, message });
    }
  };

  const paperHeadings = blocks.filter((block) => block.kind === "heading" && isPaperHeading(block, venues));
  const areHeadingsPapers = paperHeadings.length > 2;
  /** Whether the last heading is a paper, as several are: the lists below it are remarks. */
  let isBelowPaper = false;

  const walkList = (all: readonly Item[], section: Section) => {
    const groupId = ++groups;
    const items = isBelowPaper ? all.filter(({ runs }) => startsEntry(runs, venues, true)) : all;
    for (const item of items) walkItem(item, groupId, section);
  };

  const walkItem = ({ runs, children, line }: Item, groupId: number, section: Section) => {
    const details = children.flatMap((child) => (child.kind === "list" ? child.items : []));
    const known = new Set(details.filter((detail) => isDetail(detail, runs, venues)));
    const attributes = new Set(known.size === 0 ? [] : withOtherFields(details, known, venues));
    const isEntry = hasLink(runs);
    const addWith = (below: Iterable<Item>) => {
      const others = Array.from(below, (item) => item.runs);
      addRuns(joinLines(runs, others), line, groupId, section);
    };
    const references = isEntry ? details.filter((detail) => isReferenceOf(detail, runs, venues)) : [];
    if (references.length === 1) {
      addWith(references);
      return;
    }
    // Several papers of an institution share its links.
    if (references.length > 1 && references.length === details.length) {
      const links = runs.filter((run) => run.kind === "link");
      for (const each of references) addRuns(joinLines(each.runs, [links]), each.line, groupId, section);
      return;
    }
    const untitled =
      isEntry || attributes.size > 0 ? [] : details.filter((detail) => isUntitled(detail, venues));
    if (untitled.length === 1 && wordCount(titleOf(runs, venues)?.title ?? "") >= minTitleWords) {
      addWith(untitled);
      return;
    }
    const citations = isEntry ? details.filter((detail) => isCitationOf(detail, runs, venues)) : [];
    const [citation] = citations;
    if (citation !== undefined && citations.length === 1) {
      const links = runs.filter((run) => run.kind === "link" || run.kind === "image");
      addRuns(joinLines(citation.runs, [links]), line, groupId, section);
      return;
    }
    const cited = children.filter(
      (child) => child.kind === "paragraph" && isWholeReference(child.runs, venues),
    );
    if (cited.length > 0) {
      // `[KelpNet](…) - counts kelp.` over the reference of its paper, which may be folded.
      for (const { runs, line } of cited.filter((child) => child.kind === "paragraph"))
        addRuns(runs, line, ++groups, section);
      if (!readEntry(runs, venues)?.links.some(isPaperLink)) return;
    }
    const parts = splitEntries(runs, venues);
    if (parts.length > 1) {
      for (const part of isTopicOfLines(parts, venues) ? parts.slice(1) : parts)
        addRuns(part.runs, line + part.lines, groupId, section);
    } else if (attributes.size > 0) addWith(attributes);
    else if (details.length === 0 || isEntry || isBold(runs) || isUnlinkedEntry(runs, venues))
      addRuns(runs, line, groupId, section, {
        isBoldAlone: isBold(runs) && !details.some(({ runs }) => hasLink(runs)),
      });
    for (const child of children) {
      if (child.kind === "table") walkTable(child);
      if (child.kind !== "list") continue;
      const items = child.items.filter(
        (each) =>
          !attributes.has(each) &&
          (!isEntry || isEntryItself(each.runs, venues) || isTopicOfEntries(each, venues)),
      );
      const isTopic = !isEntry && !isUnlinkedEntry(runs, venues);
      if (items.length > 0) walkList(items, isTopic ? topicSection(runs, section, venues) : section);
    }
  };

  const walkTable = (table: Table) => {
    const cards = cardsOf(table, venues);
    if (cards) {
      const groupId = ++groups;
      for (const { runs, line } of cards) addRuns(runs, line, groupId, sections.current());
      return;
    }
    const found = tableEntries(table, sections.current(), venues);
    const groupId = ++groups;
    for (const row of found.rows) candidates.push({ ...row, groupId });
    for (const problem of found.problems) problems.push(problem);
  };

  const walkParagraph = (runs: readonly Run[], line: number) => {
    if (!runs.some((run) => run.kind === "link")) return;
    for (const part of splitEntries(runs, venues)) {
      const entry = startsEntry(part.runs, venues, true) ? readEntry(part.runs, venues) : null;
      if (entry) add(entry, line + part.lines, ++groups, sections.current());
    }
  };

  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (!block) continue;
    if (block.kind === "table") walkTable(block);
    else if (block.kind === "list") {
      if (block.ofHeadings) isBelowPaper = false;
      const next = blocks[index + 1];
      const last = block.items.at(-1);
      if (last && next?.kind === "paragraph" && isTail(next.runs, last, venues)) {
        const whole = { ...last, runs: [...last.runs, hardBreak, ...next.runs] };
        walkList([...block.items.slice(0, -1), whole], sections.current());
        index++;
      } else walkList(block.items, sections.current());
    } else {
      const { runs, line } = block;
      if (block.kind === "heading") isBelowPaper = false;
      const isTopHeading = block.kind === "heading" && block.depth < 3;
      const attributes = isTopHeading ? null : fieldsBelow(blocks, index + 1, venues);
      const isTitle = () =>
        block.kind === "heading"
          ? hasTitle(runs, venues)
          : !isAttribute(runs, venues) && startsEntry(runs, venues, false);
      if (attributes && isTitle()) {
        for (const paper of papersOfFields(runs, attributes.lines, venues))
          addRuns(paper, line, ++groups, sections.current(), {
            hasAbstract: attributes.lines.some(isAbstract),
          });
        index += attributes.blocks;
      } else if (block.kind !== "heading") walkParagraph(runs, line);
      else if (isPaperHeading(block, venues)) {
        const next = blocks[index + 1];
        const said = next?.kind === "paragraph" && saysWhere(next.runs, venues) ? [next.runs] : [];
        addRuns(joinLines(runs, said), line, ++groups, sections.current());
        index += said.length;
        isBelowPaper = areHeadingsPapers;
      } else sections.enter(block.depth, runs);
    }
  }
  return { candidates, problems };
}

/** `### [Title](…)`, `<summary>Title (2023) [Paper]</summary>`: a heading with a link to its paper is an entry. */
function isPaperHeading(
  { depth, runs }: Extract<Block, { kind: "heading" }>,
  venues: VenueRegistry,
): boolean {
  if (depth === 1 || !hasLink(runs)) return false;
  const entry = readEntry(runs, venues);
  if (entry === null || !entry.links.some(isPaperLink)) return false;
  // `<summary>Waves2: https://arxiv.org/…</summary>`
  const [first, link] = runs;
  const isAddressed =
    first?.kind === "text" &&
    /^[^:：\n\v]{2,80}[:：]\s*$/.test(first.text) &&
    link?.kind === "link" &&
    link.bare;
  return (
    (isAddressed && leadsToPaper(link.url)) ||
    wordCount(entry.title) >= (depth === 2 || entry.titleKind === "text" ? 3 : 2) ||
    entry.statements.length > 0
  );
}

/** `arXiv 1708; ICCV Workshop 2017`, `Jane Doe, John Roe. ICML 2020`: a line that only says who published where, and when. */
function saysWhere(runs: readonly Run[], venues: VenueRegistry): boolean {
  const text = runsText(runs);
  if (text.length > 300 || runs.some((run) => run.kind === "link")) return false;
  return isAttribute(runs, venues) || text.split(";").every((part) => readUnknownVenue(part) !== null);
}

/** `**Abstract:** We measure …` */
function isAbstract(line: readonly Run[]): boolean {
  return /^\s*(?:abstract|摘要)\s*[:：]/i.test(runsText(line));
}

/** `**Slow Waves of the Sea**` and nothing else. */
function isBold(runs: readonly Run[]): boolean {
  const shown = runs.filter((run) => run.kind !== "text" || /\p{L}/u.test(run.text));
  return shown.length > 0 && shown.every((run) => run.kind === "text" && run.bold);
}

/** Whether a bullet below an entry is one too: `[Slow Waves of the Sea](…) ICLR 2020`, or the same without a link. */
function isEntryItself(runs: readonly Run[], venues: VenueRegistry): boolean {
  return startsEntry(runs, venues, true) || isUnlinkedEntry(runs, venues);
}

/** `[Slow Waves of the Sea] ICLR 2020`: a title in brackets before where or when it was published. */
function isUnlinkedEntry(runs: readonly Run[], venues: VenueRegistry): boolean {
  if (hasLink(runs) || !/^\s*\[[^[\]]{10,300}\]\s?\S/.test(runsText(runs))) return false;
  const entry = readEntry(runs, venues);
  return entry !== null && wordCount(entry.title) >= minTitleWords && entry.statements.length > 0;
}

/** Words of a topic. */
const maxTopicWords = 4;

/** `Further papers` below an entry, over others: a topic, as a remark would have more words. */
function isTopicOfEntries({ runs, children }: Item, venues: VenueRegistry): boolean {
  const text = runsText(runs).trim();
  if (hasLink(runs) || wordCount(text) > maxTopicWords) return false;
  const below = children.flatMap((child) => (child.kind === "list" ? child.items : []));
  const entries = below.filter((item) => isEntryItself(item.runs, venues)).length;
  return entries > below.length / 2 || (entries > 0 && /\b(?:papers?|works?|publications?)\W*$/i.test(text));
}

/** Words of a title whose links are in a bullet below it; fewer are a topic. */
const minTitleWords = 4;

/** `1. **Query Tides**` over lines that are entries: the first has neither a link nor a venue. */
function isTopicOfLines([first]: readonly EntryPart[], venues: VenueRegistry): boolean {
  return first !== undefined && !hasLink(first.runs) && !readEntry(first.runs, venues)?.statements.length;
}

/** Whether a paragraph after a list is only the venue and links that its last entry lacks. */
function isTail(runs: readonly Run[], last: Item, venues: VenueRegistry): boolean {
  if (hasLink(last.runs) || last.children.length > 0 || !hasLink(runs)) return false;
  return !hasTitle(runs, venues) || startsWithPeople(runs);
}

/** `*Ann Bee, Cy Dee*. [[pdf](…)]`: names up to the first link. */
function startsWithPeople(runs: readonly Run[]): boolean {
  const before = runs.slice(
    0,
    runs.findIndex((run) => run.kind === "link"),
  );
  const [people = ""] = runsText(before).split(/(?<!\b\p{Lu})\.\s|[[(]/u);
  const list = readNameList(people.replace(/\.$/, ""));
  return list?.isCertain === true && list.people >= 2;
}

/** The section below a bullet without a link, which works like a heading. */
function topicSection(topic: readonly Run[], section: Section, venues: VenueRegistry): Section {
  if (topic.length === 0) return section;
  const tracker = createSectionTracker(venues);
  tracker.enter(1, topic);
  const own = tracker.current();
  return {
    kind: own.kind === "papers" ? section.kind : own.kind,
    venue: own.venue ?? section.venue,
    preprint: own.venue === null ? section.preprint : own.preprint,
    year: own.year ?? section.year,
    path: [...section.path, runsText(topic)],
  };
}

/** `- [Slides](…)`, `- [https://github.com/a/b](…)`: one link beside a paper, which lacks no title. */
function leadsElsewhere(runs: readonly Run[]): boolean {
  const links = runs.filter((run) => run.kind === "link");
  return links.every(
    ({ text, url }) =>
      sectionOfRepository.test(url) || !isPaperLink({ kind: linkKind(text, url), label: text, url }),
  );
}

/** `https://github.com/owner/list#reviews`: a line of contents. */
const sectionOfRepository = /^https?:\/\/(?:www\.)?github\.com\/[^/#?]+\/[^/#?]+\/?#/i;
