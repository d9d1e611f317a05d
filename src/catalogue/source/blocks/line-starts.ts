/** What the rest of a line starts with, after its indentation. */

export interface Marker {
  /** Items of one list have the same: `-`, `.`. */
  readonly list: string;
  readonly length: number;
  /** Such an item cannot end a paragraph above it: it is empty, or numbered other than 1. */
  readonly weak: boolean;
}

const bullet = /[-*+](?=[ \t]|$)/y;
const numbered = /(\d{1,9})([.)])(?=[ \t]|$)/y;

export function markerAt(line: string, at: number): Marker | null {
  const first = line[at] ?? "";
  if (first === "-" || first === "*" || first === "+") {
    bullet.lastIndex = at;
    return bullet.test(line) ? { list: first, length: 1, weak: isBlank(line, at + 1) } : null;
  }
  if (first < "0" || first > "9") return null;
  numbered.lastIndex = at;
  const [text = "", number = "", end = ""] = numbered.exec(line) ?? [];
  if (text === "") return null;
  return { list: end, length: text.length, weak: Number(number) !== 1 || isBlank(line, at + text.length) };
}

/** A rule: three or more of `*`, `-` or `_`, and white space. */
export function isRule(line: string, at: number): boolean {
  const mark = line[at];
  if (mark !== "*" && mark !== "-" && mark !== "_") return false;
  let count = 0;
  for (let index = at; index < line.length; index++) {
    if (line[index] === mark) count++;
    else if (line[index] !== " " && line[index] !== "\t") return false;
  }
  return count >= 3;
}

/** The depth of the heading that starts here, `## Title ##`; 0 if there is none. */
export function headingDepth(line: string, at: number): number {
  let end = at;
  while (line[end] === "#" && end - at < 7) end++;
  const depth = end - at;
  return depth >= 1 && depth <= 6 && (end === line.length || /[ \t]/.test(line[end] ?? "")) ? depth : 0;
}

/** The text of a heading, without the marks around it. */
export function headingText(line: string, from: number): string {
  const text = line.slice(from).trim();
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end === 0 || /[ \t]/.test(text[end - 1] ?? "") ? text.slice(0, end).trimEnd() : text;
}

const fence = /`{3,}|~{3,}/y;

/** The mark of the fence of code that starts here. */
export function fenceAt(line: string, at: number): string | null {
  if (line[at] !== "`" && line[at] !== "~") return null;
  fence.lastIndex = at;
  const mark = fence.exec(line)?.[0];
  return mark && !(mark.startsWith("`") && line.includes("`", at + mark.length)) ? mark : null;
}

/** Whether a line is only marks of a fence, at least as many. */
export function closesFence(line: string, at: number, mark: string): boolean {
  const rest = line.slice(at).trimEnd();
  return rest.length >= mark.length && rest === (mark[0] ?? "").repeat(rest.length);
}

/** The depth of the heading that a line under a paragraph makes of it: `===` or `---`; else 0. */
export function underlineDepth(line: string, at: number): number {
  const mark = line[at];
  if (mark !== "=" && mark !== "-") return 0;
  const rest = line.slice(at).trimEnd();
  if (rest !== mark.repeat(rest.length)) return 0;
  return mark === "=" ? 1 : 2;
}

export function isBlank(line: string, at: number): boolean {
  for (let index = at; index < line.length; index++) {
    if (line[index] !== " " && line[index] !== "\t") return false;
  }
  return true;
}

export function skipSpaces(line: string, at: number): number {
  let index = at;
  while (line[index] === " ") index++;
  return index;
}
