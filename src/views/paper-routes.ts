import { listsOf, type MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import type { Route } from "../interactions/route.js";
import { count, safe } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { type Button, button, textBlock, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { announcedHere } from "./announced-here.js";
import { showCitation } from "./citation-view.js";
import type { Context } from "./context.js";
import { route } from "./define.js";
import { interestButton } from "./interest-button.js";
import { cardView, fullTextView, hasMore, type ListOnCard } from "./paper-card.js";
import { backToPaper, maxBackLength, paperPaths } from "./paper-paths.js";
import { papersView } from "./papers-view.js";

/** Where the buttons and menus of papers lead. */
export const paperRoutes: readonly Route<Context>[] = [
  route(paperPaths.paper, ({ id, back }, context) =>
    showPaper(paperById(id, context), context, fitting(back)),
  ),
  route(paperPaths.more, ({ id, back }, context) => showFullText(paperById(id, context), fitting(back))),
  route(paperPaths.cite, ({ id, back }, context) =>
    showCitation(paperById(id, context), 0, fitting(back), context),
  ),
  route(paperPaths.citeAs, ({ format, id, back }, context) =>
    showCitation(paperById(id, context), format, fitting(back), context),
  ),
  route(paperPaths.similar, ({ page, id, back }, context) =>
    showSimilar(paperById(id, context), page, fitting(back), context),
  ),
];

/**
 * A paper's card: links to where this server was told of it, and buttons to vote for it, to all of its text, to cite it, to
 * similar papers and back.
 */
export async function showPaper(
  paper: Paper | MergedPaper,
  context: Pick<Context, "listView" | "details" | "announcing" | "guildId">,
  back = "",
): Promise<View> {
  const { listView, details } = context;
  const { id } = paper;
  details.opened(paper);
  const [interest, places] = await Promise.all([interestOf(id, context), announcedHere(id, context)]);
  const card = cardView(paper, {
    interest,
    path: paperPaths.paper.at({ id, back: "" }),
    lists: listView.lists.length > 1 ? listsOnCard(paper, listView) : [],
    buttons: [
      button("Cite", paperPaths.cite.at({ id, back }), { emoji: "📝" }),
      button("Similar", paperPaths.similar.at({ page: 0, id, back }), { emoji: "🔎" }),
      ...(hasMore(paper) ? [button("More", paperPaths.more.at({ id, back }), { emoji: "📖" })] : []),
      ...(back === "" ? [] : [button("Back", back, { emoji: "↩️" })]),
    ],
  });
  return places === null ? card : { ...card, blocks: [...card.blocks, places] };
}

/** A server's votes for a paper, to be pressed; null where there is no server to vote in. */
async function interestOf(
  id: string,
  { announcing, guildId }: Pick<Context, "announcing" | "guildId">,
): Promise<Button | null> {
  if (announcing === null || announcing === "starting" || guildId === null) return null;
  return interestButton(id, await announcing.interest.count(guildId, id));
}

/** The visible lists that a paper is in. */
function listsOnCard(paper: Paper | MergedPaper, { lists }: ListView): ListOnCard[] {
  const ids = listsOf(paper);
  const addedBy = (list: string) =>
    "addedLinks" in paper ? paper.links.filter(({ url }) => paper.addedLinks[url] === list) : [];
  return lists.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ name, links: addedBy(id) }));
}

function showFullText(paper: Paper, back: string): View {
  const { id } = paper;
  return fullTextView(paper, {
    path: paperPaths.more.at({ id, back: "" }),
    buttons: [backToPaper(id, back)],
  });
}

function showSimilar(paper: Paper, page: number, back: string, { listView }: Context): View {
  const { id } = paper;
  const papers = listView.search.similar(paper, 15).map((paper) => ({ paper }));
  const heading = `### Similar to “${safe(paper.title, 200)}”`;
  if (papers.length === 0) {
    const nothing = "Nothing in this list shares enough of its rarer words.";
    return {
      kind: "view",
      blocks: [textBlock(heading), textBlock(nothing)],
      buttons: [backToPaper(id, back)],
    };
  }
  return papersView({
    heading: [heading, `-# ${count(papers.length, "paper")} that share its rarer words, nearest first`],
    papers,
    page,
    at: (page) => paperPaths.similar.at({ page, id, back: "" }),
    more: [backToPaper(id, back)],
  });
}

/** The way back where it fits into every button, as it does in each that Paperboy has made. */
function fitting(back: string): string {
  return back.length <= maxBackLength ? back : "";
}

function paperById(id: string, { listView }: Context): MergedPaper {
  const paper = listView.byId.get(id);
  if (paper === undefined)
    throw new UserError("This paper is not in the list any more: search for it by its title.");
  return paper;
}
