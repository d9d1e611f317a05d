import { decodeEntities } from "../entities.js";

/** Characters; longer targets are none. */
const maxLength = 4000;
const maxTitleLength = 1000;
/** Brackets within each other in a target. */
const maxDepth = 32;

const closingQuotes = new Map([
  ['"', '"'],
  ["'", "'"],
  ["(", ")"],
]);

/** The target of a link, `(url "title")`, whose parenthesis is at `from`. `to` is the offset after it. Null if it is none. */
export function linkTarget(text: string, from: number): { readonly url: string; readonly to: number } | null {
  const start = skipSpace(text, from + 1);
  const end = text[start] === "<" ? endOfAngles(text, start) : endOfBare(text, start);
  if (end === -1) return null;
  const url = text[start] === "<" ? text.slice(start + 1, end - 1) : text.slice(start, end);
  const to = skipTitle(text, end);
  return text[to] === ")" ? { url: unescaped(url), to: to + 1 } : null;
}

function endOfAngles(text: string, start: number): number {
  const found = /^<(?:[^<>\n\\]|\\.)*>/.exec(text.slice(start, start + maxLength));
  return found ? start + found[0].length : -1;
}

/** The end of a target without spaces, with balanced parentheses. */
function endOfBare(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length && index - start < maxLength; index++) {
    const character = text[index] ?? "";
    if (character === "\\" && (text[index + 1] ?? "") > " ") index++;
    else if (character === "(" && ++depth > maxDepth) return -1;
    else if (character === ")" && depth-- === 0) return index;
    else if (character <= " ") return depth === 0 ? index : -1;
  }
  return -1;
}

/** The offset after an optional title, or `at` followed by white space. */
function skipTitle(text: string, at: number): number {
  const start = skipSpace(text, at);
  const quote = closingQuotes.get(text[start] ?? "");
  if (start === at || quote === undefined) return start;
  const inside = text.slice(start + 1, start + maxTitleLength);
  for (let end = 0; end < inside.length; end++) {
    const character = inside[end];
    if (character === "\\") end++;
    else if (character === quote) return skipSpace(text, start + end + 2);
    else if (quote === ")" && character === "(") break;
  }
  return start;
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (text[index] === " " || text[index] === "\n" || text[index] === "\t") index++;
  return index;
}

function unescaped(url: string): string {
  return decodeEntities(url.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
}
