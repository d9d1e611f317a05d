import { type Link, linkKinds, type Paper } from "../catalogue/paper.js";
import { count, safe, safeWithin } from "../interactions/text.js";
import {
  type Block,
  type Button,
  linkButton,
  rows,
  section,
  textBlock,
  type View,
} from "../interactions/view.js";
import { linkLabels } from "./link-labels.js";
import { authorsLine, published } from "./paper-lines.js";

/** Two rows of buttons: a third would push the paper itself out of sight. */
const maxShownLinks = 10;

/** The abstract's first lines; *More* shows all of it. Characters after escaping. */
const maxAbstractLength = 450;

/** A list that a paper is in, and the links that only it and later ones have. */
export interface ListOnCard {
  readonly name: string;
  readonly links: readonly Link[];
}

/**
 * A paper with what is known of it, and a button for each of its links.
 *
 * @param interest the votes for it beside its title; null where nobody can vote
 * @param lists the lists that it is in; empty where the server sees only one list
 */
export function cardView(
  paper: Paper,
  {
    path,
    buttons,
    interest,
    lists,
  }: { path: string; buttons: readonly Button[]; interest: Button | null; lists: readonly ListOnCard[] },
): View {
  const links = linkButtons(paper);
  const facts = [
    published(paper) || "Venue and year unknown",
    ...(paper.arxivId === null ? [] : [`arXiv:${safe(paper.arxivId, 40)}`]),
    ...(paper.details?.isWithdrawn ? [`⚠️ withdrawn from ${safe(paper.details.source, 40)}`] : []),
  ];
  const authors = authorsLine(paper, 400);
  const lines = [
    `## ${safeWithin(paper.title, 1000)}`,
    facts.join(" · "),
    ...(authors === "" ? [] : [authors]),
    ...(paper.tags.length === 0 ? [] : [`-# ${safe(paper.tags.join(" · "), 200)}`]),
    ...(lists.length === 0 ? [] : [`-# In ${lists.map(nameWithLinks).join(", ")}`]),
    ...(links.length > maxShownLinks
      ? [`-# ${count(links.length - maxShownLinks, "more link")} in the list`]
      : []),
  ];
  return {
    kind: "view",
    blocks: [
      interest === null ? textBlock(...lines) : section(interest, ...lines),
      ...abstractBlock(paper, maxAbstractLength),
      ...rows(links.slice(0, maxShownLinks)),
    ],
    buttons,
    path,
  };
}

function nameWithLinks({ name, links }: ListOnCard): string {
  const kinds = [...new Set(links.map(({ kind }) => linkLabels[kind]))].slice(0, 3);
  return safe(name, 60) + (kinds.length === 0 ? "" : ` (adds ${kinds.join(", ")})`);
}

/** @param length characters after escaping */
function abstractBlock({ details }: Paper, length: number): Block[] {
  const text = safeWithin(details?.abstract ?? "", length);
  return text === "" ? [] : [textBlock(toWordEnd(text))];
}

/** A text that was cut off in the middle of a word without what is left of that. */
function toWordEnd(text: string): string {
  const end = text.endsWith("…") ? text.lastIndexOf(" ") : -1;
  // Some scripts have no spaces.
  return end > text.length / 2 ? `${text.slice(0, end).replace(/[.,;:]$/, "")}…` : text;
}

/** Whether a card leaves out some of the paper's authors or of its abstract. */
export function hasMore(paper: Paper): boolean {
  return paper.details?.abstract != null || / and \d+ others?$/.test(authorsLine(paper, 400));
}

/** All of a paper's authors and abstract, as far as they fit into one message, whatever script they are in. */
export function fullTextView(
  paper: Paper,
  { path, buttons }: { path: string; buttons: readonly Button[] },
): View {
  const { details } = paper;
  const authors = authorsLine(paper, 600);
  return {
    kind: "view",
    blocks: [
      textBlock(`## ${safeWithin(paper.title, 300)}`, ...(authors === "" ? [] : [authors])),
      ...abstractBlock(paper, 2000),
      ...(details === undefined ? [] : [textBlock(`-# From ${safe(details.source, 40)}`)]),
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
