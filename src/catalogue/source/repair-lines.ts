import { tagsAroundMarkdown } from "./tags-around-markdown.js";

const conflictMarker = /^(?:<{7}|>{7}|\|{7}|={7})(?:\s|$)/;
/** Zero-width spaces and joiners, marks of direction, soft hyphens. */
const invisible = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
/** Control characters, and the tokens of `fold-urls.ts`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are to be removed
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u2E57\u2E58\uE000-\uF8FF]/g;
const targetOfFile = /\]\(((?:https?:\/\/)?[^()<>[\]"|:#]{1,200}\.(?:pdf|html?|md))\)/gi;
const bulletWithoutSpace = /^(\s*[-*+])(?=[^\s\-*+>])/;

/** Far above any real indentation, of which each line may have as much as the list has lines. */
const maxIndent = 200;

/**
 * The lines of a list, with what a markdown parser cannot read repaired and no line moved: line ends, invisible
 * characters, committed conflict markers (both sides stay), tags around markdown, and bullets without a space. A line's number is its index
 * plus one.
 */
export function repairLines(source: string): readonly string[] {
  const lines = unwrapBoxes(cleanLines(source));
  const inConflict = conflictLines(lines);
  const tags = tagsAroundMarkdown(lines);
  return joinBrokenRows(lines).map((line, index) =>
    inConflict.has(index) || tags.has(index) || isRuleBelowBullet(line, lines[index - 1])
      ? ""
      : repairTarget(repairAddress(repairBullet(repairIndent(line)))),
  );
}

/** The lines of a text, without characters that no reader sees. */
export function cleanLines(source: string): readonly string[] {
  return source
    .toWellFormed()
    .replace(invisible, "")
    .replace(controls, " ")
    .split(/\r\n|\n|\r/);
}

/** `??? example "Surveys"`, `!!! note`, `=== "2024"`: MkDocs shows the lines below it, four columns in, as a box. */
const boxStart = /^ *(?:(!!!)|\?\?\?\+?|===(?= *"))(?: +[a-z][\w -]{0,40})?(?: +"([^"]{0,200})")?$/i;
const boxIndent = 4;

/** The lines of boxes as those around them. The title of one that opens is a heading, as what it holds depends on it. */
function unwrapBoxes(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => boxStart.test(line.trimEnd()))) return lines;
  const inside: number[] = [];
  return lines.map((line) => {
    const plain = line.trimEnd().replace(/^\t{1,20}/, (tabs) => " ".repeat(tabs.length * boxIndent));
    if (plain === "") return "";
    const indent = plain.length - plain.trimStart().length;
    while (inside.length > 0 && indent < (inside.at(-1) ?? 0)) inside.pop();
    const own = inside.length === 0 ? line : plain.slice(inside.length * boxIndent) + trailing(line);
    const [start, isNote, title = ""] = boxStart.exec(plain) ?? [];
    if (start === undefined || indent - inside.length * boxIndent >= boxIndent) return own;
    inside.push(indent + boxIndent);
    return isNote || title === "" ? "" : `${"#".repeat(Math.min(6, 4 + inside.length))} ${title}`;
  });
}

/** The blanks at the end of a line: two of them end it for the reader too. */
function trailing(line: string): string {
  return line.endsWith("  ") ? "  " : "";
}

function repairIndent(line: string): string {
  if (!/^[ \t]{200}/.test(line)) return line;
  return " ".repeat(maxIndent) + line.trimStart();
}

/** The lines of committed conflict markers; a row of `=` alone may also underline a heading. */
function conflictLines(lines: readonly string[]): Set<number> {
  const markers = lines.flatMap((line, index) => (conflictMarker.test(line) ? [index] : []));
  const committed = markers.some((index) => /^[<>]{7}/.test(lines[index] ?? ""));
  return new Set(committed ? markers : []);
}

/** `=====` below a bullet underlines no heading: markdown would read it as more text of the bullet. */
function isRuleBelowBullet(line: string, above = ""): boolean {
  return /^={3,}\s*$/.test(line) && /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(above);
}

/** Lines that a row may be broken into. */
const maxRowLines = 6;
const delimiterRow = /^\|(?:[ :]*-[ :-]*\|){1,100}\s*$/;

/**
 * Joins table rows that were broken within a link's text, or within a cell of a table whose rows end with a bar. The
 * other lines become empty rows: no line moves.
 */
function joinBrokenRows(lines: readonly string[]): readonly string[] {
  const joined = [...lines];
  let inTable = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (delimiterRow.test(line)) inTable = true;
    else if (line.trim() === "") inTable = false;
    if (!line.startsWith("|") || line.trimEnd().endsWith("|")) continue;
    const isLinkOpen = line.lastIndexOf("[") > line.lastIndexOf("]");
    const end = endOfRow(lines, index, isLinkOpen);
    if (end === null || !(inTable || isLinkOpen)) continue;
    joined[index] = lines
      .slice(index, end + 1)
      .map((part) => part.trim())
      .join(" ");
    for (let other = index + 1; other <= end; other++) joined[other] = "| |";
    index = end;
  }
  return joined;
}

/** The line with the end of a row that was broken; null if the row just lacks its last bar. */
function endOfRow(lines: readonly string[], start: number, isLinkOpen: boolean): number | null {
  for (let index = start + 1; index < start + maxRowLines; index++) {
    const line = lines[index] ?? "";
    if (line.trim() === "" || /^\s*(?:[|#>]|[-*+] |\d+\. )/.test(line)) return null;
    if (isLinkOpen) return hasLinkEnd(line) ? index : null;
    if (line.trimEnd().endsWith("|")) return index;
  }
  return null;
}

/** Whether a line is the rest of a link, and then of its row. */
function hasLinkEnd(line: string): boolean {
  const end = line.indexOf("](");
  return end !== -1 && line.includes("|", end);
}

/** `-Title [[paper](…)]` is meant to be an entry, but `*Title*`, `**Title**` and `---` are not. */
function repairBullet(line: string): string {
  if (!bulletWithoutSpace.test(line) || !/\]\(|https?:\/\//.test(line)) return line;
  const bullet = line.trimStart()[0] ?? "";
  if (bullet === "*" && line.trimStart().slice(1).includes("*")) return line;
  return line.replace(bulletWithoutSpace, "$1 ");
}

const apartFromAddress = /(?<!\])\[([^[\]]{12,300})\] \((https?:\/\/[^\s()[\]]{1,500})\)/g;

/** `[paper]((https://…))`, `[paper](hhttps://…)`, `[Slow Waves of Tides] (https://…)`. */
function repairAddress(line: string): string {
  const joined = line.includes("] (")
    ? line.replace(apartFromAddress, (all, text: string, url: string) =>
        text.trim().split(" ").length >= 3 ? `[${text}](${url})` : all,
      )
    : line;
  if (!joined.includes("](")) return joined;
  return (
    joined.includes("]((") ? joined.replace(/\]\(\((https?:\/\/[^\s()]{1,500})\)\)/g, "]($1)") : joined
  ).replace(/\]\((?:hhttp|htpp|htp|ttp)(s?):\/\//g, "](http$1://");
}

/** `[Title](./A file with spaces.pdf)` is meant to be a link, but markdown needs `<…>` around such a target. */
function repairTarget(line: string): string {
  if (!line.includes("](")) return line;
  return line.replace(targetOfFile, (link, target: string) =>
    target.includes(" ") ? `](<${target}>)` : link,
  );
}
