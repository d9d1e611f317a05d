import type { Problem } from "../paper.js";

const checks: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  {
    pattern: /^(?:<{7}|>{7}|\|{7})(?:\s|$)/,
    message: "A merge conflict was committed: choose a side and delete this marker.",
  },
  {
    pattern: /\]\(\s*\)/,
    message: "A link has no target: write its URL between the parentheses, or remove it.",
  },
  {
    pattern: /https?:\/\/[^\s)\]>"|]{0,2000}[^\s)\]>"|/=:]https?:\/\//i,
    message: "Two URLs are glued together: keep the right one.",
  },
  {
    pattern: /\]\s+\(https?:\/\//,
    message: "A space between a label and its URL breaks the link: remove it.",
  },
  {
    pattern: /\]\(https?:\/\/[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:\s*$|\s+[^\s"'()<])/,
    message: "A link's ( is never closed: close it with a ) right after the URL.",
  },
  {
    pattern: /\]\(\s*\[/,
    message: "A link is written where a URL belongs: write the URL alone between the parentheses.",
  },
  {
    pattern: /\]\(\s*(?!https?:\/\/)h{0,2}t{1,3}p{0,2}s{0,2}:?\/{1,2}/i,
    message: "A URL's beginning is misspelt: write https://.",
  },
];

const tightBullet = /^[-+*](?=\[[^\]]+\]\()/;

/** Whether a line begins with a bullet without a space, and not with emphasis that ends in the same paragraph. */
function isTightBullet(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? "";
  if (!tightBullet.test(line)) return false;
  if (!line.startsWith("*")) return true;
  const paragraph = lines.slice(index, index + maxParagraph);
  const end = paragraph.findIndex((each) => each.trim() === "");
  return !paragraph.slice(0, end === -1 ? undefined : end).some((each) => each.slice(1).includes("*"));
}

/** Lines of a paragraph that are looked through. */
const maxParagraph = 8;

/** Mistakes of two lines. */
const pairChecks: readonly {
  readonly isMistake: (line: string, next: string) => boolean;
  readonly message: string;
}[] = [
  {
    isMistake: (line, next) => /\][ \t]*$/.test(line) && /^\s*\(https?:\/\//.test(next),
    message: "A line break between a label and its URL breaks the link: join the lines.",
  },
  {
    isMistake: (line, next) =>
      /^\s*\|/.test(line) && !/\|\s*$/.test(line) && /^\s*[^\s|#>*+-].*\|\s*$/.test(next),
    message: "A table row is broken over two lines: join them.",
  },
];

const arxivLink = /arxiv\.org\/(?:abs|pdf)\/(\d{2})(\d{2})\.(\d{4,6})(?!\d)/gi;

/** The sentence about an arXiv id that cannot be: its month, or the length of its number. */
function impossibleArxivId(line: string): string | null {
  for (const [, year = "", month = "", number = ""] of line.matchAll(arxivLink)) {
    const isMonth = Number(month) >= 1 && Number(month) <= 12;
    const length = Number(year) >= 15 ? 5 : 4;
    if (isMonth && number.length === length) continue;
    return `arXiv:${year}${month}.${number} cannot be an arXiv id, which is a year, a month and ${length} digits: correct it.`;
  }
  return null;
}

/** Mistakes in a list's markdown, line by line, except in fenced code and comments. */
export function lintLines(markdown: string): readonly Problem[] {
  const problems: Problem[] = [];
  let fenced: { readonly line: number; readonly mark: string } | null = null;
  const lines = withoutComments(markdown).split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const mark = /^\s*(```|~~~)/.exec(line)?.[1];
    if (mark && fenced === null) fenced = { line: index + 1, mark };
    else if (mark && fenced?.mark === mark) fenced = null;
    if (fenced !== null || line.length > 20_000) continue;
    const plain = withoutCode(line);
    const next = lines[index + 1] ?? "";
    for (const { pattern, message } of checks) {
      const isClosedBelow = /^\(\S*\s*$/.test(plain.slice(plain.lastIndexOf("("))) && /^\s*\)/.test(next);
      if (pattern.test(plain) && !isClosedBelow) problems.push({ line: index + 1, message });
    }
    for (const { isMistake, message } of pairChecks)
      if (isMistake(plain, next.slice(0, 20_000))) problems.push({ line: index + 1, message });
    if (isTightBullet(lines, index))
      problems.push({ line: index + 1, message: "A bullet needs a space after it: add one." });
    const impossible = impossibleArxivId(plain);
    if (impossible) problems.push({ line: index + 1, message: impossible });
    const before = startsBlock.test(line) ? "" : withoutCode(lines[index - 1] ?? "");
    const after = startsBlock.test(lines[index + 1] ?? "") ? "" : withoutCode(lines[index + 1] ?? "");
    const bracket = unbalanced(plain, before, after);
    if (bracket) problems.push({ line: index + 1, message: bracket });
  }
  if (fenced !== null) {
    const { line, mark } = fenced;
    problems.push({
      line,
      message: `A code fence is never closed, so nothing below it is read: close it with ${mark}.`,
    });
  }
  return problems;
}

/** A bullet, a row or a heading does not continue the previous line. */
const startsBlock = /^\s*(?:[-*+]\s|\d+[.)]\s|\||#)/;

/** The text with its comments blank, and with the same lines. */
function withoutComments(markdown: string): string {
  return markdown.replace(/<!--(?:(?!<!--|-->)[\s\S])*-->/g, (comment) => comment.replace(/[^\r\n]/g, ""));
}

/** Without code, and without badges that lead nowhere: `[![ICML](…)]()` is a picture. */
function withoutCode(line: string): string {
  return line.replace(/`[^`]*`/g, "").replace(/\[!\[[^[\]]*\]\([^()\s]*\)\]\(\)/g, "");
}

/** The mistake in the brackets of a line with links. They may also balance with the previous or the next line. */
function unbalanced(line: string, before: string, after: string): string | null {
  if (!/\]\(/.test(line)) return null;
  const here = openBrackets(line);
  if (here === 0 || openBrackets(`${before}\n${line}`) === 0 || openBrackets(`${line}\n${after}`) === 0)
    return null;
  return here > 0
    ? "A [ is never closed: close it with a ]."
    : "A ] closes nothing: remove it, or open it with a [.";
}

/** The number of brackets that stay open; -1 if a closing one has no opening one. `\[[Paper](…)]` is a pair to a reader. */
function openBrackets(text: string): number {
  const depth = depthOf(text.replace(/\\[[\]]/g, ""));
  return depth === 0 ? 0 : depthOf(text.replace(/\\(?=[[\]])/g, "")) && depth;
}

function depthOf(text: string): number {
  const outside = text.replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)/g, "]");
  let depth = 0;
  for (const character of outside) {
    if (character === "[") depth++;
    else if (character === "]" && --depth < 0) return -1;
  }
  return depth;
}
