import type { Paper } from "../catalogue/paper.js";
import { paperId } from "../catalogue/paper-id.js";
import { limits } from "../interactions/limits.js";
import type { Choice, Suggest, Typed } from "../interactions/option.js";
import { plainLine, truncate } from "../interactions/text.js";
import type { ListView, ServedList } from "../lists/list-view.js";
import { filterTexts } from "../search/format-query.js";
import { emptyQuery, type Filters, noFilters } from "../search/query.js";
import { mergeFilters } from "../search/query-filters.js";
import type { Context } from "./context.js";
import { factsPlain, publishedPlain } from "./paper-lines.js";

/** Papers for the text typed so far that pass the other options; the newest ones for an empty text. */
export const suggestTitles: Suggest<Context> = (typed, { listView }, others) =>
  listView.search
    .suggest([...filterTexts(filtersOf(others, listView)), typed].join(" ").trim(), limits.choices)
    .map((paper, _, papers) => ({ name: titleName(paper, papers), value: titleValue(paper) }));

/** The venues that contain the typed text, of papers that pass the other options; those with most papers first. */
export const suggestVenues: Suggest<Context> = (typed, { listView }, others): Choice[] =>
  byFrequency(passing({ ...others, venue: undefined }, listView), ({ venue }) => venue)
    .filter((venue) => venue.toLowerCase().includes(typed.trim().toLowerCase()))
    .map((venue) => ({ name: venue, value: truncate(venue, limits.choiceText) }));

/** The years, newest first; only those of the venue where one is chosen already. */
export const suggestYears: Suggest<Context> = (typed, { listView }, others): Choice[] => {
  const venue = String(others.venue ?? others.name ?? "").toLowerCase();
  const all = passing({ ...others, venue: undefined, year: undefined }, listView);
  const ofVenue = all.filter((paper) => paper.venue?.toLowerCase() === venue);
  const papers = ofVenue.length > 0 ? ofVenue : all;
  return [...new Set(papers.flatMap(({ year }) => (year === null ? [] : [year])))]
    .sort((a, b) => b - a)
    .filter((year) => String(year).startsWith(typed.trim()))
    .map((year) => ({ name: String(year), value: year }));
};

/** The lists whose name or id contains the typed text. */
export const suggestLists: Suggest<Context> = (typed, { listView }): Choice[] =>
  listsLike(typed, listView.lists);

/** The lists among these whose name or id contains the typed text. */
export function listsLike(typed: string, lists: readonly Pick<ServedList, "id" | "name">[]): Choice[] {
  const small = typed.trim().toLowerCase();
  return lists
    .filter(({ id, name }) => id.includes(small) || name.toLowerCase().includes(small))
    .map(({ id, name }) => ({ name, value: id }));
}

/** The venues, those with most papers first. */
export function venuesOf(listView: ListView): string[] {
  return byFrequency(listView.papers, ({ venue }) => venue);
}

/** The filters of the options that are filled in already, as far as they can be read. */
function filtersOf({ list, venue, year, has }: Typed, { search }: ListView): Filters {
  let filters = noFilters;
  const typed = [
    ["list", list],
    ["venue", venue],
    ["year", year],
    ["has", has],
  ] as const;
  for (const [key, value] of typed) {
    if (value === undefined || value === "") continue;
    const read = search.parseFilter(key, String(value));
    if (read.kind === "filters") filters = mergeFilters(filters, read.filters);
  }
  return filters;
}

/** The papers that pass the options that are filled in; all where none is. */
function passing(others: Typed, listView: ListView): readonly Paper[] {
  const filters = filtersOf(others, listView);
  if (filterTexts(filters).length === 0) return listView.papers;
  return listView.search.find({ ...emptyQuery, with: filters }).hits.map(({ paper }) => paper);
}

/** The paper with exactly this title, or with the id that a suggestion stands for. */
export function paperCalled(text: string, { byId }: ListView): Paper | undefined {
  return byId.get(text.startsWith("#") ? text.slice(1) : paperId(text));
}

/** With its authors where there is room for them, or where nothing else tells it from another suggestion. */
function titleName(paper: Paper, papers: readonly Paper[]): string {
  const short = nameWith(publishedPlain(paper), paper);
  const isUnclear = papers.some(
    (other) => other !== paper && nameWith(publishedPlain(other), other) === short,
  );
  const facts = factsPlain(paper);
  const hasRoom = plainLine(paper.title).length + facts.length + 3 <= limits.choiceText;
  return hasRoom || isUnclear ? nameWith(facts, paper) : short;
}

function nameWith(facts: string, { title }: Paper): string {
  const suffix = facts === "" ? "" : ` · ${facts}`;
  return `${truncate(plainLine(title), limits.choiceText - suffix.length)}${suffix}`;
}

/** The value of a suggestion: the title, or the id where the title is too long for a value. */
function titleValue(paper: Paper): string {
  const title = plainLine(paper.title);
  return title.length <= limits.choiceText ? title : `#${paper.id}`;
}

function byFrequency(papers: readonly Paper[], of: (paper: Paper) => string | null): string[] {
  const counts = new Map<string, number>();
  for (const paper of papers) {
    const key = of(paper);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([key]) => key);
}
