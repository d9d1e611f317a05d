import type { Paper } from "../catalogue/paper.js";
import { limits } from "../interactions/limits.js";
import { path, rest, wholeNumber } from "../interactions/path.js";
import { code, count, escapeMarkdown, safe, truncate } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { type Button, button, textBlock, type View } from "../interactions/view.js";
import type { ListView, ServedList } from "../lists/list-view.js";
import { formatQuery } from "../search/format-query.js";
import type { Query } from "../search/query.js";
import type { Found } from "../search/search.js";
import { nearRows, paperMenu } from "./closest.js";
import type { Context } from "./context.js";
import { exportButton } from "./export-button.js";
import { loadingLine } from "./loading-line.js";
import { maxBackLength, paperPaths } from "./paper-paths.js";
import { showPaper } from "./paper-routes.js";
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
  const corrected = suggestion === null ? null : listView.search.parse(suggestion);
  const instead = corrected?.kind === "query" ? queryButton(corrected.query, suggestion) : null;
  throw new UserError(
    `At character ${position + 1} of ${code(text)}: ${escapeMarkdown(message)}`,
    instead === null ? [] : [instead],
  );
}

/** A button with the results of a query, or null where it does not fit into one. */
export function queryButton(query: Query, label: string | null = null): Button | null {
  const written = formatQuery(query);
  return written.length <= maxQueryLength ? searchButton(written, label ?? written) : null;
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

/** A page of results; the card of the only one; or the nearest papers where there are none. */
export async function showResults(query: Query, page: number, context: Context): Promise<View> {
  const { listView } = context;
  const text = formatQuery(query);
  const found = listView.search.find(query, (page + 1) * papersPerPage);
  const searched = listsOfQuery(query, listView);
  const [first] = found.hits;
  if (first === undefined) return showNearest(text, found, searched);
  if (found.total === 1) return showOnly(text, found, await showPaper(first.paper, context), searched);
  const some = found.how === "some words" ? "; none has all the words, these have some" : "";
  return papersView({
    heading: [
      `## ${count(found.total, "paper")}${text === "" ? ", newest first" : ` for ${code(text)}`}`,
      `-# In ${safe(nameOf(searched), 100)}${some}`,
      ...loadingLine(searched),
    ],
    papers: found.hits,
    total: found.total,
    page,
    at: (page) => resultsPath.at({ page, query: text }),
    more: [exportButton(resultsPath.at({ page, query: text }))],
  });
}

/** Of a text that fits into no button: what it finds as a whole, without further pages. */
export async function showLongResults(query: Query, context: Context): Promise<View> {
  const { listView } = context;
  const text = truncate(formatQuery(query), 100);
  const found = listView.search.find(query, limits.menuOptions);
  const [first, second] = found.hits;
  if (first === undefined) return showNearest(text, found, listsOfQuery(query, listView));
  const back = resultsPath.at({ page: 0, query: formatQuery(fitQuery(query, listView)) });
  if (second === undefined || first.score > clearLead * second.score)
    return showOnly(text, found, await showPaper(first.paper, context, back), listsOfQuery(query, listView));
  const { path: _, ...view } = papersView({
    heading: [`## The nearest to ${code(text)}`, `-# In ${safe(listView.name, 100)}`],
    papers: found.hits.slice(0, papersPerPage),
    page: 0,
    at: () => back,
  });
  const pathOf = ({ id }: Paper) => paperPaths.paper.at({ id, back });
  return {
    ...view,
    menu: paperMenu(
      "Other papers",
      found.hits.slice(papersPerPage).map(({ paper }) => paper),
      pathOf,
    ),
  };
}

/** The lists that a query searches. */
function listsOfQuery({ with: { lists: only }, without }: Query, { lists }: ListView): readonly ServedList[] {
  return lists.filter(({ id }) => (only.length === 0 || only.includes(id)) && !without.lists.includes(id));
}

/** The name of the only list, or how many there are. */
function nameOf(lists: readonly ServedList[]): string {
  const [only, ...others] = lists;
  return only !== undefined && others.length === 0 ? only.name : count(lists.length, "list");
}

/** How much better the first of two papers is that is plainly meant by a long text. */
const clearLead = 1.4;

/** The card of the only hit, with what it was searched by. */
function showOnly(text: string, { how }: Found, card: View, searched: readonly ServedList[]): View {
  const line =
    how === "some words"
      ? `No paper has all the words of ${code(text)}; this one is the nearest`
      : `The only paper for ${code(text)}`;
  return { ...card, blocks: [textBlock(`-# ${line}`, ...loadingLine(searched)), ...card.blocks] };
}

const nearestHint = {
  similar: "Perhaps one of these?",
  newest: "No paper is near it. These are the newest:",
} as const;

const maxAdvice = 2;

/** The filters that can be left out, as buttons, and the nearest papers. */
function showNearest(text: string, found: Found, searched: readonly ServedList[]): View {
  const advice = found.advice
    .map(({ filter, query, total }) => ({ filter, total, written: formatQuery(query) }))
    .filter(({ written }) => written.length <= maxQueryLength)
    .slice(0, maxAdvice);
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
      ...nearRows(found.nearest, ({ id }) => paperPaths.paper.at({ id, back: "" })),
    ],
    buttons: advice.map(({ filter, written }) => searchButton(written, `Without ${filter}`)),
  };
}

function searchButton(query: string, label = query): Button {
  return button(label, resultsPath.at({ page: 0, query }));
}
