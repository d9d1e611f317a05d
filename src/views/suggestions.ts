import type { Paper } from "../catalogue/paper.js";
import { paperId } from "../catalogue/paper-id.js";
import { limits } from "../interactions/limits.js";
import type { Choice, Suggest } from "../interactions/option.js";
import { cut, plainLine } from "../interactions/text.js";
import type { ListView, ServedList } from "../lists/list-view.js";
import { publishedPlain } from "./paper-lines.js";

/** Papers by what is typed so far; the newest ones while nothing is. */
export const suggestTitles: Suggest = (typed, { listView }) =>
  listView.search
    .suggest(typed, limits.choices)
    .map((paper) => ({ name: titleName(paper), value: titleValue(paper) }));

/** The list's venues that hold what is typed, those with most papers first. */
export const suggestVenues: Suggest = (typed, { listView }): Choice[] =>
  frequent(listView, ({ venue }) => venue)
    .filter((venue) => venue.toLowerCase().includes(typed.trim().toLowerCase()))
    .map((venue) => ({ name: venue, value: cut(venue, limits.choiceText) }));

/** The list's years, newest first; where a venue is chosen already, only its own. */
export const suggestYears: Suggest = (typed, { listView }, others): Choice[] => {
  const venue = String(others.venue ?? others.name ?? "").toLowerCase();
  const ofVenue = listView.papers.filter((paper) => paper.venue?.toLowerCase() === venue);
  const papers = ofVenue.length > 0 ? ofVenue : listView.papers;
  return [...new Set(papers.flatMap(({ year }) => (year === null ? [] : [year])))]
    .sort((a, b) => b - a)
    .filter((year) => String(year).startsWith(typed.trim()))
    .map((year) => ({ name: String(year), value: year }));
};

/** The lists there are to choose from, by their names or ids. */
export const suggestLists: Suggest = (typed, { listView }): Choice[] => listsLike(typed, listView.lists);

/** Those of some lists whose name or id has what was typed in it. */
export function listsLike(typed: string, lists: readonly Pick<ServedList, "id" | "name">[]): Choice[] {
  const small = typed.trim().toLowerCase();
  return lists
    .filter(({ id, name }) => id.includes(small) || name.toLowerCase().includes(small))
    .map(({ id, name }) => ({ name, value: id }));
}

/** The venues of the list, those with most papers first. */
export function venuesOf(listView: ListView): string[] {
  return frequent(listView, ({ venue }) => venue);
}

/** The paper whose title this is, typed, pasted or picked from the suggestions. */
export function paperCalled(text: string, { byId }: ListView): Paper | undefined {
  return byId.get(text.startsWith("#") ? text.slice(1) : paperId(text));
}

function titleName(paper: Paper): string {
  const published = publishedPlain(paper);
  const suffix = published === "" ? "" : ` · ${published}`;
  return `${cut(plainLine(paper.title), limits.choiceText - suffix.length)}${suffix}`;
}

/** What the option holds when a suggestion is picked: the title, or the id where the title is too long to be one. */
function titleValue(paper: Paper): string {
  const title = plainLine(paper.title);
  return title.length <= limits.choiceText ? title : `#${paper.id}`;
}

function frequent(listView: ListView, of: (paper: Paper) => string | null): string[] {
  const counts = new Map<string, number>();
  for (const paper of listView.papers) {
    const key = of(paper);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([key]) => key);
}
