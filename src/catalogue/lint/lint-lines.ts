import type { Problem } from "../paper.js";

interface Check {
  readonly pattern: RegExp;
  readonly message: string;
}

const checks: readonly Check[] = [
  {
    pattern: /^(?:<{7}|>{7}|\|{7})(?:\s|$)/,
    message: "A conflict of a merge was committed: choose a side and delete this marker.",
  },
  {
    pattern: /\]\(\s*\)/,
    message: "A link has no target: write its URL between the parentheses, or remove it.",
  },
  {
    pattern: /https?:\/\/[^\s)\]>"|]*[^\s)\]>"|/=:]https?:\/\//i,
    message: "Two URLs are glued together: keep the right one.",
  },
  {
    pattern: /\]\s+\(https?:\/\//,
    message: "A space stands between a label and its URL, so there is no link: remove it.",
  },
  { pattern: /^[-*+](?=\[[^\]]+\]\()/, message: "A bullet needs a space after it, else it is no bullet." },
];

/** What is broken in a list's markdown, line by line; fenced code and comments are not looked at. */
export function lintLines(markdown: string): readonly Problem[] {
  const problems: Problem[] = [];
  let fenced = false;
  for (const [index, line] of markdown.split(/\r\n|\n|\r/).entries()) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    if (fenced || line.length > 20_000) continue;
    const plain = line.replace(/<!--.*?-->/g, "").replace(/`[^`]*`/g, "");
    for (const { pattern, message } of checks) {
      if (pattern.test(plain)) problems.push({ line: index + 1, message });
    }
    const bracket = unbalanced(plain);
    if (bracket) problems.push({ line: index + 1, message: bracket });
  }
  return problems;
}

/** Brackets are counted on lines with links alone: a title may well go on over the end of a line. */
function unbalanced(line: string): string | null {
  if (!/\]\(/.test(line)) return null;
  const outside = line.replace(/\\[[\]]/g, "").replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)/g, "]");
  let depth = 0;
  for (const character of outside) {
    if (character === "[") depth++;
    else if (character === "]" && --depth < 0) return "A ] closes nothing: remove it, or open it with a [.";
  }
  return depth > 0 ? "A [ is never closed: close it with a ]." : null;
}
