import { authorsOf, shortAuthors } from "../catalogue/authors.js";
import { memo } from "../catalogue/memo.js";
import type { LinkKind, Paper } from "../catalogue/paper.js";
import { count, link, plainLine, safe, truncate } from "../interactions/text.js";
import { linkLabels } from "./link-labels.js";

const maxTitleLength = 200;
/** Longer URLs are on the paper's card only: in a list they would use up the message's budget. */
const maxUrlLength = 180;

/** A paper in a numbered list, in two lines: see {@link entryLines}. */
export function paperLines(paper: Paper, number: number, why: string | null = null): string {
  return entryLines(paper, { mark: `${number}. `, last: why === null ? "" : `*${safe(why, 60)}*` });
}

/**
 * A paper in two lines: its title, then where it was published and its first links.
 *
 * @param mark before the title
 * @param first before the other facts, as `last` is after them; markdown, nothing if empty
 */
export function entryLines(
  paper: Paper,
  {
    mark = "",
    first = "",
    last = "",
  }: { readonly mark?: string; readonly first?: string; readonly last?: string } = {},
): string {
  const { title, facts } = shownOf(paper);
  const line = [first, facts, last].filter((fact) => fact !== "").join(" · ");
  return `**${mark}${title}**${line === "" ? "" : `\n-# ${line}`}`;
}

/** What lines of a paper show wherever it is listed. */
const shownOf = memo((paper: Paper) => ({
  title: safe(paper.title, maxTitleLength),
  facts: [byline(paper), published(paper), ...shortLinks(paper)].filter((fact) => fact !== "").join(" · "),
}));

/** `NeurIPS 2023`, as far as known; escaped. */
export function published(paper: Pick<Paper, "venue" | "year">): string {
  return [paper.venue === null ? "" : safe(paper.venue, 60), paper.year ?? ""].join(" ").trim();
}

/** The names of the authors, as many as fit into `length` characters after escaping; empty where they are unknown. */
export function authorsLine(paper: Pick<Paper, "authors" | "details">, length: number): string {
  const authors = authorsOf(paper);
  if (authors === null) return "";
  const { names, isPartial } = authors;
  const more = (left: number) => (left > 0 ? ` and ${count(left, "other")}` : isPartial ? " et al." : "");
  let shown = 0;
  let line = "";
  for (const name of names) {
    const next = `${line}${line === "" ? "" : ", "}${safe(name, 80)}`;
    if (shown > 0 && next.length + more(names.length - shown - 1).length > length) break;
    line = next;
    shown += 1;
  }
  return `${line}${more(names.length - shown)}`;
}

/** `Li et al.`; empty where the authors are unknown. Escaped. */
export function byline(paper: Pick<Paper, "authors" | "details">): string {
  return safe(shortAuthors(paper) ?? "", 60);
}

/** `Li et al. · NeurIPS 2023` as plain text, for menus and suggestions. */
export function factsPlain(paper: Paper): string {
  return [truncate(plainLine(shortAuthors(paper) ?? ""), 40), publishedPlain(paper)]
    .filter((fact) => fact !== "")
    .join(" · ");
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
