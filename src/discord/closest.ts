import type { Library } from "./context.js";
import { showPaper } from "./paper-routes.js";
import { nearestMenu } from "./results.js";
import { code } from "./text.js";
import { textBlock, type View } from "./view.js";

/** For a title that is none of the list's: the one paper that must be meant, or a menu of those that may be. */
export function closestPapers(title: string, library: Library): View {
  const [best, ...others] = library.search.suggest(title, 10);
  if (best !== undefined && others.length === 0) return showPaper(best);
  const papers = best === undefined ? [] : [best, ...others];
  return {
    kind: "view",
    blocks: [
      textBlock(
        papers.length === 0
          ? `No paper is called ${code(title)}, and none comes near it.`
          : `No paper is called exactly ${code(title)}.`,
      ),
    ],
    menu: nearestMenu(papers),
  };
}
