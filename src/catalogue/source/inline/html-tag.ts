/** Characters; a longer tag or comment is text. */
const maxLength = 2000;
const maxCommentLength = 1000;

const tag =
  /^<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?)>/i;

/** The tag or comment at an offset of running text. */
export function htmlTagAt(text: string, at: number): string | null {
  const next = text[at + 1] ?? "";
  if (next === "!" || next === "?") return commentAt(text, at);
  return /[a-z/]/i.test(next) ? (tag.exec(text.slice(at, at + maxLength))?.[0] ?? null) : null;
}

const comments = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

function commentAt(text: string, at: number): string | null {
  const [start, end] = comments.find(([opening]) => text.startsWith(opening, at)) ?? comments[2];
  const window = text.slice(at, at + maxCommentLength);
  const found = window.indexOf(end, start.length === 4 ? 2 : start.length);
  return found === -1 ? null : window.slice(0, found + end.length);
}
