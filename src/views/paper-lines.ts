import type { LinkKind, Paper } from "../catalogue/paper.js";
import { link, plainLine, safe, truncate } from "../interactions/text.js";
import { linkLabels } from "./link-labels.js";

const maxTitleLength = 200;
/** Longer URLs are on the paper's card only: in a list they would use up the message's budget. */
const maxUrlLength = 180;

/** A paper in a list: number and title, then where it was published and its first links. */
export function paperLines(paper: Paper, number: number, why: string | null = null): string {
  const facts = [published(paper), ...shortLinks(paper), ...(why === null ? [] : [`*${safe(why, 60)}*`])];
  const line = facts.filter((fact) => fact !== "").join(" · ");
  return `**${number}. ${safe(paper.title, maxTitleLength)}**${line === "" ? "" : `\n-# ${line}`}`;
}

/** `NeurIPS 2023`, as far as known; escaped. */
export function published(paper: Pick<Paper, "venue" | "year">): string {
  return [paper.venue === null ? "" : safe(paper.venue, 60), paper.year ?? ""].join(" ").trim();
}

/** The same as plain text, for menus and buttons, which show no markdown. */
export function publishedPlain(paper: Pick<Paper, "venue" | "year">): string {
  return truncate(plainLine([paper.venue ?? "", paper.year ?? ""].join(" ")), 60);
}

/** The first link to read it and the first to its code. */
function shortLinks({ links }: Paper): string[] {
  const ofKind = (kinds: readonly LinkKind[]) =>
    kinds
      .flatMap((kind) => links.filter((link) => link.kind === kind))
      .find(({ url }) => url.length <= maxUrlLength);
  return [ofKind(["paper", "arxiv", "openreview"]), ofKind(["code"])].flatMap((found) =>
    found === undefined ? [] : [link(linkLabels[found.kind], found.url)],
  );
}
