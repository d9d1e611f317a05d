/** Characters; a longer tag is text. */
const maxLength = 2000;

const tag =
  /^<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?)>/i;

const comments = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/** Finds the tag or comment at an offset of running text; offsets must grow. Linear: no search is repeated. */
export function createTagFinder(text: string): (at: number) => string | null {
  const nextEnds = new Map<string, number>();
  const findEnd = (end: string, from: number): number => {
    const known = nextEnds.get(end) ?? 0;
    const next = known >= from || known === -1 ? known : text.indexOf(end, from);
    nextEnds.set(end, next);
    return next;
  };
  return (at) => {
    const next = text[at + 1] ?? "";
    if (next !== "!" && next !== "?") {
      return /[a-z/]/i.test(next) ? (tag.exec(text.slice(at, at + maxLength))?.[0] ?? null) : null;
    }
    const [start, end] = comments.find(([opening]) => text.startsWith(opening, at)) ?? comments[2];
    if (start === "<!" && !/[a-z]/i.test(text[at + 2] ?? "")) return null;
    const found = findEnd(end, at + 2);
    return found === -1 ? null : text.slice(at, found + end.length);
  };
}
