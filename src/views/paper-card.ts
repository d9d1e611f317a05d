import { linkKinds, type Paper } from "../catalogue/paper.js";
import { count, safe } from "../interactions/text.js";
import { type Button, linkButton, rows, textBlock, type View } from "../interactions/view.js";
import { linkLabels } from "./link-labels.js";
import { published } from "./paper-lines.js";

/** Two rows of buttons: a third would push the paper itself out of sight. */
const maxShownLinks = 10;

/**
 * A paper with all that is known of it, and a button for each of its links.
 *
 * @param lists the names of the lists that it is in; empty where the server sees only one list
 */
export function cardView(
  paper: Paper,
  { path, buttons, lists }: { path: string; buttons: readonly Button[]; lists: readonly string[] },
): View {
  const links = linkButtons(paper);
  const facts = [
    published(paper) || "Venue and year unknown",
    ...(paper.arxivId === null ? [] : [`arXiv:${safe(paper.arxivId, 40)}`]),
  ];
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${safe(paper.title, 1000)}`,
        facts.join(" · "),
        ...(paper.authors === null ? [] : [`-# ${safe(paper.authors, 500)}`]),
        ...(paper.tags.length === 0 ? [] : [`-# ${safe(paper.tags.join(" · "), 200)}`]),
        ...(lists.length === 0 ? [] : [`-# In ${lists.map((name) => safe(name, 60)).join(", ")}`]),
        ...(links.length > maxShownLinks
          ? [`-# ${count(links.length - maxShownLinks, "more link")} in the list`]
          : []),
      ),
      ...rows(links.slice(0, maxShownLinks)),
    ],
    buttons,
    path,
  };
}

/**
 * A button for each link. Papers with Code closed in July 2025 and is reported to be coming back: its links are kept, and
 * where the arXiv id is known Hugging Face's page of the paper is shown beside.
 */
function linkButtons({ links, arxivId }: Paper): Button[] {
  const urls = new Set<string>();
  const addHuggingFace =
    arxivId !== null &&
    links.some(({ kind }) => kind === "paper with code") &&
    links.every(({ kind }) => kind !== "hugging face");
  return [...links]
    .sort((a, b) => linkKinds.indexOf(a.kind) - linkKinds.indexOf(b.kind))
    .flatMap((link) => [
      ...(addHuggingFace && link.kind === "paper with code"
        ? [{ name: linkLabels["hugging face"], url: `https://huggingface.co/papers/${arxivId}` }]
        : []),
      { name: link.kind === "other" ? link.label : linkLabels[link.kind], url: link.url },
    ])
    .flatMap(({ name, url }) => {
      const button = urls.has(url) ? null : linkButton(name || "Link", url);
      urls.add(url);
      return button === null ? [] : [button];
    });
}
