import { digestLine, headline } from "./announcement-view.js";
import type { Context } from "./context.js";
import { turnButtons } from "./list-view.js";
import { publishedPlain } from "./paper-lines.js";
import { paperPaths } from "./paper-paths.js";
import { showPaper } from "./paper-routes.js";
import { route } from "./route.js";
import { count, link } from "./text.js";
import { toldPath } from "./told-path.js";
import { UserError } from "./user-error.js";
import { line, menu, textBlock, type View } from "./view.js";

const perPage = 8;

/** What a message told, for whoever presses its button: the paper's card, or every change of a digest. */
export const toldRoute = route(toldPath, async ({ page, id }, context) => {
  const announcement = (await context.announcing?.told(id)) ?? null;
  if (announcement === null)
    throw new UserError("Nobody knows any more what this told: its subscription was removed.");
  const { changes } = announcement;
  const [first] = changes;
  if (first !== undefined && changes.length === 1) {
    const card = showPaper(context.library.byId.get(first.paper.id) ?? first.paper);
    const { sha, url } = first.revision;
    const commit = url === null ? `\`${sha.slice(0, 7)}\`` : link(sha.slice(0, 7), url);
    return {
      ...card,
      blocks: [...card.blocks, textBlock(`-# ${headline(first.kind, first.paper)} with commit ${commit}`)],
    };
  }
  return showDigest(changes, page, id, context);
});

function showDigest(
  changes: readonly Parameters<typeof digestLine>[0][],
  page: number,
  id: string,
  { library }: Context,
): View {
  const pages = Math.ceil(changes.length / perPage);
  const current = Math.min(page, pages - 1);
  const shown = changes.slice(current * perPage, (current + 1) * perPage);
  const at = (page: number) => toldPath.at({ page, id });
  const papers = new Map(shown.map(({ paper }) => [paper.id, paper]));
  return {
    kind: "view",
    blocks: [
      textBlock(`## ${count(changes.length, "change")}`),
      line,
      ...shown.map((change) => textBlock(digestLine(change))),
      ...(pages > 1 ? [textBlock(`-# Page ${current + 1} of ${pages}`)] : []),
    ],
    menu: menu(
      "Open a paper",
      [...papers.values()]
        .filter((paper) => library.byId.has(paper.id))
        .map((paper) => ({
          label: paper.title,
          description: publishedPlain(paper),
          path: paperPaths.paper.at({ id: paper.id, back: at(current) }),
        })),
    ),
    buttons: pages > 1 ? turnButtons(current, pages, at) : [],
    path: at(current),
  };
}
