import type { Problem } from "../paper.js";
import { impossibleArxivId, lineMistakes } from "./line-mistakes.js";
import { lintStructure } from "./lint-structure.js";

/** A bullet or a number, and an entry with a link right after it. */
const tightBullet =
  /^(?:[-+*](?=\[[^\]]+\]\()|[-+](?=(?:\*\*)?\p{Lu}.*\]\(https?:)|\d{1,3}[.)](?=(?:\p{Lu}|\[|\*\*).*\]\(https?:))/u;

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

/** Mistakes in a list's markdown, line by line, except in fenced code and comments. */
export function lintLines(markdown: string): readonly Problem[] {
  const { lines, problems } = withoutFences(withoutComments(markdown).split(/\r\n|\n|\r/));
  return [...problems, ...lines.flatMap((_, index) => lintLine(lines, index)), ...lintStructure(lines)];
}

/** The lines without code, blank in fenced code, and the fence that is never closed. */
function withoutFences(all: readonly string[]): {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
} {
  let fence: { readonly line: number; readonly mark: string } | null = null;
  const lines: string[] = [];
  for (const [index, line] of all.entries()) {
    const mark = /^\s*(```|~~~)/.exec(line)?.[1];
    const isInside: boolean = fence !== null;
    if (mark && fence === null) fence = { line: index + 1, mark };
    else if (mark && fence?.mark === mark) fence = null;
    lines.push(mark || isInside || line.length > maxLineLength ? "" : withoutCode(line));
  }
  if (fence === null) return { lines, problems: [] };
  const message = `A code fence is never closed, so nothing below it is read: close it with ${fence.mark}.`;
  return { lines, problems: [{ line: fence.line, message }] };
}

/** Characters; longer lines are not checked. */
const maxLineLength = 20_000;

function lintLine(lines: readonly string[], index: number): readonly Problem[] {
  const line = lines[index] ?? "";
  const next = lines[index + 1] ?? "";
  const before = startsBlock.test(line) ? "" : (lines[index - 1] ?? "");
  const isClosedBelow = /^\(\S*\s*$/.test(line.slice(line.lastIndexOf("("))) && /^\s*\)/.test(next);
  const messages = [
    ...(isClosedBelow ? [] : lineMistakes.filter(({ pattern }) => pattern.test(line))),
    ...pairChecks.filter(({ isMistake }) => isMistake(line, next)),
  ].map(({ message }) => message);
  if (isTightBullet(lines, index)) messages.push("A bullet needs a space after it: add one.");
  // A broken link may also look like other mistakes.
  if (messages.length === 0) {
    const after = startsBlock.test(next) ? "" : next;
    const others = [impossibleArxivId(line), unbalanced(line, before, after)];
    messages.push(...others.filter((message) => message !== null));
  }
  return [...new Set(messages)].map((message) => ({ line: index + 1, message }));
}

/** A bullet, a row or a heading does not continue the previous line. */
const startsBlock = /^\s*(?:[-*+]\s|\d+[.)]\s|\||#)/;

/** The text with its comments blank, and with the same lines. */
function withoutComments(markdown: string): string {
  return markdown.replace(/<!--(?:(?!<!--|-->)[\s\S])*-->/g, (comment) => comment.replace(/[^\r\n]/g, ""));
}

/** Without code, and without badges that lead nowhere: `[![ICML](…)]()` is a picture. */
function withoutCode(line: string): string {
  return line.replace(/`[^`]*`/g, "`").replace(/\[!\[[^[\]]*\]\([^()\s]*\)\]\(\)/g, "");
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
