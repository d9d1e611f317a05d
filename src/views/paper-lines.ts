import type { LinkKind, Paper } from "../catalogue/paper.js";
import { cut, link, plainLine, safe } from "../interactions/text.js";
import { linkLabels } from "./link-labels.js";

const titleLength = 200;
/** Longer URLs stay on the paper's card: they would take other papers' place in a message. */
const urlLength = 180;

/** A paper in a list of papers: its number and title, then where it was published and its first links. */
export function paperLines(paper: Paper, number: number, why: string | null = null): string {
  const facts = [published(paper), ...shortLinks(paper), ...(why === null ? [] : [`*${safe(why, 60)}*`])];
  const line = facts.filter((fact) => fact !== "").join(" · ");
  return `**${number}. ${safe(paper.title, titleLength)}**${line === "" ? "" : `\n-# ${line}`}`;
}

/** `NeurIPS 2023`, as much of it as is known; safe to show. */
export function published(paper: Pick<Paper, "venue" | "year">): string {
  return [paper.venue === null ? "" : safe(paper.venue, 60), paper.year ?? ""].join(" ").trim();
}

/** The same, as plain text for menus and buttons, where nothing is formatted. */
export function publishedPlain(paper: Pick<Paper, "venue" | "year">): string {
  return cut(plainLine([paper.venue ?? "", paper.year ?? ""].join(" ")), 60);
}

/** Where to read it and its code: the two links that people look for first. */
function shortLinks({ links }: Paper): string[] {
  const ofKind = (kinds: readonly LinkKind[]) =>
    kinds
      .flatMap((kind) => links.filter((link) => link.kind === kind))
      .find(({ url }) => url.length <= urlLength);
  return [ofKind(["paper", "arxiv", "openreview"]), ofKind(["code"])].flatMap((found) =>
    found === undefined ? [] : [link(linkLabels[found.kind], found.url)],
  );
}
