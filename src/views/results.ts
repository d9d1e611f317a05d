import { path, rest, wholeNumber } from "../interactions/path.js";
import { code, count, escapeMarkdown, safe } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { type Button, button, textBlock, type View } from "../interactions/view.js";
import type { ListView, ServedList } from "../lists/list-view.js";
import { formatQuery } from "../search/format-query.js";
import type { Query } from "../search/query.js";
import type { Found } from "../search/search.js";
import { paperMenu } from "./closest.js";
import type { Context } from "./context.js";
import { loadingLine } from "./loading-line.js";
import { maxBackLength, paperPaths } from "./paper-paths.js";
import { papersPerPage, papersView } from "./papers-view.js";

/** A page of a query's results; the query is written in full, with its filters. */
export const resultsPath = path<{ page: number; query: string }>("search", {
  page: wholeNumber,
  query: rest,
});

/** The longest query that fits into every custom_id of its results and of the papers opened from them. */
export const maxQueryLength = maxBackLength - resultsPath.at({ page: 999, query: "" }).length;

/** @throws {UserError} with the position of the mistake, and a button with the corrected query. */
export function readQuery(text: string, listView: ListView): Query {
  const parsed = listView.search.parse(text);
  if (parsed.kind === "query") return parsed.query;
  const { suggestion, position, message } = parsed;
  const instead =
    suggestion !== null && suggestion.length <= maxQueryLength ? [searchButton(suggestion)] : [];
  throw new UserError(`At character ${position + 1} of ${code(text)}: ${escapeMarkdown(message)}`, instead);
}

/** The query with as many of its words as fit into its results' buttons. @throws {UserError} where the filters do not. */
export function fitQuery(query: Query, listView: ListView): Query {
  if (formatQuery(query).length <= maxQueryLength) return query;
  const words = query.text.split(" ");
  for (let kept = words.length - 1; kept > 0; kept--) {
    const shorter = formatQuery({ ...query, text: words.slice(0, kept).join(" ") });
    if (shorter.length <= maxQueryLength) return readQuery(shorter, listView);
  }
  const filters = formatQuery({ ...query, text: "" });
  const rest = maxQueryLength - filters.length - 1;
  if (rest < 0)
    throw new UserError(
      `This search has more filters than fit into a message: ${maxQueryLength} characters at most.`,
    );
  return readQuery(`${filters} ${(words[0] ?? "").slice(0, rest).toWellFormed()}`, listView);
}

/** A page of results, or the nearest papers where there are none. */
export function showResults(query: Query, page: number, { listView }: Context): View {
  const text = formatQuery(query);
  const found = listView.search.find(query, (page + 1) * papersPerPage);
  const searched = listsOfQuery(query, listView);
  if (found.hits.length === 0) return showNearest(text, found, searched);
  const [only, ...others] = searched;
  const where = only !== undefined && others.length === 0 ? only.name : count(searched.length, "list");
  const some = found.how === "some words" ? "; none has all the words, these have some" : "";
  return papersView({
    heading: [
      `## ${count(found.total, "paper")} for ${code(text)}`,
      `-# In ${safe(where, 100)}${some}`,
      ...loadingLine(searched),
    ],
    papers: found.hits,
    total: found.total,
    page,
    at: (page) => resultsPath.at({ page, query: text }),
  });
}

/** The lists that a query searches. */
function listsOfQuery({ with: { lists: only }, without }: Query, { lists }: ListView): readonly ServedList[] {
  return lists.filter(({ id }) => (only.length === 0 || only.includes(id)) && !without.lists.includes(id));
}

const nearestHint = {
  similar: "Perhaps one of the papers in the menu?",
  newest: "Nothing is near it; the newest papers are in the menu.",
} as const;

/** The filters that can be left out, as buttons, and the nearest papers, as a menu. */
function showNearest(text: string, found: Found, searched: readonly ServedList[]): View {
  const advice = found.advice
    .map(({ filter, query, total }) => ({ filter, total, written: formatQuery(query) }))
    .filter(({ written }) => written.length <= maxQueryLength)
    .slice(0, 4);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `### Nothing found for ${code(text)}`,
        ...loadingLine(searched),
        ...advice.map(({ filter, total }) => `Without ${code(filter)}: ${count(total, "paper")}.`),
        ...(found.nearest.length === 0 ? [] : [nearestHint[found.nearestKind]]),
        ...(advice.length + found.nearest.length === 0 ? ["Try something else."] : []),
      ),
    ],
    menu: paperMenu(
      found.nearestKind === "similar" ? "Papers that may be near" : "The newest papers",
      found.nearest,
      ({ id }) => paperPaths.paper.at({ id, back: "" }),
    ),
    buttons: advice.map(({ filter, written }) => searchButton(written, `Without ${filter}`)),
  };
}

function searchButton(query: string, label = query): Button {
  return button(label, resultsPath.at({ page: 0, query }));
}
