import { authorsOf } from "../catalogue/authors.js";
import type { Paper } from "../catalogue/paper.js";
import { firstLink, mainLink } from "./to-csv.js";

/** Papers as a list in markdown, a line each: `- [Title](link), Authors, *ICCV 2023* [[code](…)]`. */
export function toMarkdown(papers: readonly Paper[]): string {
  return papers.map((paper) => `${lineOf(paper)}\n`).join("");
}

function lineOf(paper: Paper): string {
  const url = mainLink(paper);
  const code = firstLink(paper, ["code"]);
  const published = [paper.venue, paper.year].filter((part) => part !== null).join(" ");
  const authors = authorsOf(paper);
  const names = authors === null ? "" : authors.names.join(", ") + (authors.isPartial ? " et al." : "");
  return [
    `- ${url === null ? escaped(paper.title) : linkTo(escaped(paper.title), url)}`,
    ...(names === "" ? [] : [`, ${escaped(names)}`]),
    ...(published === "" ? [] : [`, *${escaped(published)}*`]),
    ...(code === null ? [] : [` [${linkTo("code", code)}]`]),
  ].join("");
}

function linkTo(label: string, url: string): string {
  return `[${label}](${url.replace(/[()\s<>]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`)})`;
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/[\\*_`[\]<>#|~$]/g, "\\$&");
}
