import type { Problem } from "../paper.js";

/** Far above any real entry. Brackets and emphasis in long lines take more than linear time to parse. */
const maxLineLength = 20_000;
const maxNesting = 40;

const conflictMarker = /^(?:<{7}|>{7}|\|{7}|={7})(?:\s|$)/;
/** Zero-width spaces and joiners, marks of direction, soft hyphens. */
const invisible = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
/** Control characters, and the tokens of `fold-urls.ts`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are to be removed
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u2E57-\u2E5B\uE000-\uF8FF]/g;
const targetOfFile = /\]\(([^()<>"|:#]{1,200}\.(?:pdf|html?|md))\)/gi;
const bulletWithoutSpace = /^(\s*[-*+])(?=[^\s\-*+>])/;

/**
 * Repairs what a markdown parser cannot, without moving any line: line ends, invisible characters, committed conflict
 * markers (both sides stay), and bullets without a space. Lines that would be too slow to parse become empty, with a
 * problem.
 */
export function repairLines(source: string): {
  /** One for each line of the list: a line's number is its index plus one. */
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const lines = source
    .replace(invisible, "")
    .replace(controls, " ")
    .split(/\r\n|\n|\r/);
  const inConflict = conflictLines(lines);
  const repaired = joinBrokenRows(lines).map((line, index) => {
    if (inConflict.has(index)) return "";
    const message = refuseLine(line);
    if (message === null) return repairTarget(repairBullet(line));
    problems.push({ line: index + 1, message });
    return "";
  });
  return { lines: repaired, problems };
}

/** Why a line would be too slow to parse; else null. */
function refuseLine(line: string): string | null {
  if (line.length > maxLineLength && (line.match(/[[\]*_`<&!~|]/g)?.length ?? 0) > 2000)
    return `This line is too long to be read (${line.length} characters): break it.`;
  const nesting = /^(?:[\s>]|[-*+](?=\s)|\d{1,9}[.)](?=\s))*/.exec(line)?.[0].replace(/\s+/g, "").length ?? 0;
  return nesting > maxNesting ? "This line is nested too deeply to be read: use fewer > or bullets." : null;
}

/** The lines of committed conflict markers; a row of `=` alone may also underline a heading. */
function conflictLines(lines: readonly string[]): Set<number> {
  const markers = lines.flatMap((line, index) => (conflictMarker.test(line) ? [index] : []));
  const committed = markers.some((index) => /^[<>]{7}/.test(lines[index] ?? ""));
  return new Set(committed ? markers : []);
}

/** Joins a table row that was broken within a link's text. Its second line becomes an empty row: no line moves. */
function joinBrokenRows(lines: readonly string[]): readonly string[] {
  const joined = [...lines];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1] ?? "";
    const open =
      line.startsWith("|") && !line.trimEnd().endsWith("|") && line.lastIndexOf("[") > line.lastIndexOf("]");
    if (!open || next.startsWith("|") || !/\]\(.*\|/.test(next)) continue;
    joined[index] = `${line.trimEnd()} ${next.trimStart()}`;
    joined[index + 1] = "| |";
  }
  return joined;
}

/** `-Title [[paper](…)]` is meant to be an entry, but `*Title*`, `**Title**` and `---` are not. */
function repairBullet(line: string): string {
  if (!bulletWithoutSpace.test(line) || !/\]\(|https?:\/\//.test(line)) return line;
  const bullet = line.trimStart()[0] ?? "";
  if (bullet === "*" && line.trimStart().slice(1).includes("*")) return line;
  return line.replace(bulletWithoutSpace, "$1 ");
}

/** `[Title](./A file with spaces.pdf)` is meant to be a link, but markdown needs `<…>` around such a target. */
function repairTarget(line: string): string {
  return line.replace(targetOfFile, (link, target: string) =>
    target.includes(" ") ? `](<${target}>)` : link,
  );
}
