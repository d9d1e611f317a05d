import type { Paper } from "../catalogue/paper.js";
import { path, rest, wholeNumber } from "../interactions/path.js";
import { code, count, escapeMarkdown, safe } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { type Button, button, textBlock, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { formatQuery } from "../search/format-query.js";
import type { Query } from "../search/query.js";
import type { Found } from "../search/search.js";
import { paperMenu } from "./closest.js";
import type { Context } from "./context.js";
import { maxBackLength, paperPaths } from "./paper-paths.js";
import { papersPerPage, papersView } from "./papers-view.js";

/** A page of what a query finds; the query is written in full, filters too. */
export const resultsPath = path<{ page: number; query: string }>("search", {
  page: wholeNumber,
  query: rest,
});

/** The longest query that every custom_id of its results and of the papers opened from them has room for. */
export const maxQueryLength = maxBackLength - resultsPath.at({ page: 999, query: "" }).length;

/** @throws {UserError} with the position of what is wrong in the query, and the nearest right thing. */
export function readQuery(text: string, listView: ListView): Query {
  const parsed = listView.search.parse(text);
  if (parsed.kind === "query") return parsed.query;
  const { suggestion, position, message } = parsed;
  const instead =
    suggestion !== null && suggestion.length <= maxQueryLength ? [searchButton(suggestion)] : [];
  throw new UserError(`At character ${position + 1} of ${code(text)}: ${escapeMarkdown(message)}`, instead);
}

/** A query as text that fits into its results' buttons; words that do not fit are left out from the end. */
export function fitQuery(query: Query): string {
  const words = query.text.split(" ");
  for (let kept = words.length; kept > 0; kept--) {
    const written = formatQuery({ ...query, text: words.slice(0, kept).join(" ") });
    if (written.length <= maxQueryLength) return written;
  }
  const filters = formatQuery({ ...query, text: "" });
  const room = maxQueryLength - filters.length - 1;
  if (room < 0)
    throw new UserError(
      `This search has more filters than fit into a message: ${maxQueryLength} characters at most.`,
    );
  return `${filters} ${(words[0] ?? "").slice(0, room).toWellFormed()}`.trim();
}

/** The papers that match a query's filters and words, best first. */
export function matchingPapers(text: string, listView: ListView): Paper[] {
  return listView.search.find(readQuery(text, listView)).hits.map(({ paper }) => paper);
}

/** A page of results, or the nearest things where there are none. */
export function showResults(text: string, page: number, { listView }: Context): View {
  const found = listView.search.find(readQuery(text, listView), (page + 1) * papersPerPage);
  if (found.hits.length === 0) return showNearest(text, found);
  const some = found.how === "some words" ? "; none has all the words, these have some" : "";
  return papersView({
    heading: [
      `## ${count(found.total, "paper")} for ${code(text)}`,
      `-# In ${safe(listView.name, 100)}${some}`,
    ],
    papers: found.hits,
    total: found.total,
    page,
    at: (page) => resultsPath.at({ page, query: text }),
  });
}

/** Which filter to leave out, as buttons, and the nearest papers, as a menu. */
function showNearest(text: string, found: Found): View {
  const advice = found.advice
    .map(({ filter, query, total }) => ({ filter, total, written: formatQuery(query) }))
    .filter(({ written }) => written.length <= maxQueryLength)
    .slice(0, 4);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `### Nothing found for ${code(text)}`,
        ...advice.map(({ filter, total }) => `Without ${code(filter)}: ${count(total, "paper")}.`),
        ...(found.nearest.length === 0 ? [] : ["Perhaps one of the papers in the menu?"]),
        ...(advice.length + found.nearest.length === 0 ? ["Try something else."] : []),
      ),
    ],
    menu: paperMenu("Papers that may be near", found.nearest, ({ id }) =>
      paperPaths.paper.at({ id, back: "" }),
    ),
    buttons: advice.map(({ filter, written }) => searchButton(written, `Without ${filter}`)),
  };
}

function searchButton(query: string, label = query): Button {
  return button(label, resultsPath.at({ page: 0, query }));
}
