/** Lines of an entry. */
const maxLines = 8;
/** Characters of an entry. */
const maxLength = 3000;

/** Lines above a nested entry that are looked through for its topic. */
const maxAbove = 40;

/**
 * The lines of each entry of a file as one text: to the next entry, with what is nested in it, and the topic that it is
 * nested in after them. Under a title that is a heading, to the next heading.
 *
 * @param starts the first lines of all entries, counted from 1
 */
export function linesOfEntries(
  starts: readonly number[],
  lines: readonly string[],
): (line: number) => string {
  const first = new Set(starts);
  return (line) => {
    const opening = lines[line - 1] ?? "";
    const own = [opening];
    const isRow = /^\s*\|/.test(opening);
    for (let at = line; !isRow && at < line - 1 + maxLines && at < lines.length; at++) {
      const next = lines[at] ?? "";
      if (first.has(at + 1) || isHeading(next) || endsEntry(opening, next, lines[at - 1] ?? "")) break;
      own.push(next);
    }
    return [...own, topicOf(opening, lines.slice(Math.max(0, line - 1 - maxAbove), line - 1))]
      .join("\n")
      .slice(0, maxLength);
  };
}

/** `- **Others 2024**`: the nearest bullet above an entry that is nested in it. */
function topicOf(opening: string, above: readonly string[]): string {
  if (indentOf(opening) === 0) return "";
  return above.findLast((line) => /^\s*[-*+]\s/.test(line) && indentOf(line) < indentOf(opening)) ?? "";
}

function endsEntry(opening: string, line: string, before: string): boolean {
  if (isHeading(opening) || line.trim() === "") return false;
  const isNew = before.trim() === "" || /^\s*(?:[-*+]|\d+[.)])\s/.test(line);
  return isNew && indentOf(line) <= indentOf(opening);
}

function isHeading(line: string): boolean {
  return /^\s{0,3}#{1,6}\s/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
