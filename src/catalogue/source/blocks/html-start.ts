/** A block of HTML: it ends with the line that `isEnd` accepts, or before a blank line if there is none. */
export interface HtmlStart {
  readonly isEnd: ((line: string) => boolean) | null;
  /** Such a tag cannot end a paragraph above it. */
  readonly weak: boolean;
}

const rawTag = /<(?:script|pre|textarea|style)(?=[\s>]|$)/iy;
const rawEnd = /<\/(?:script|pre|textarea|style)>/i;
const blockTag =
  /<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=\s|\/?>|$)/iy;
const anyTag =
  /(?:<[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][a-z0-9-]*\s*>)\s*$/iy;
/** Tags alone on a line are short. */
const maxTagLength = 2000;

function starts(pattern: RegExp, line: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(line);
}

/** The block of HTML that starts here, or null. */
export function htmlStartAt(line: string, at: number): HtmlStart | null {
  if (starts(rawTag, line, at)) return { isEnd: (next) => rawEnd.test(next), weak: false };
  if (line.startsWith("<!--", at)) return { isEnd: (next) => next.includes("-->"), weak: false };
  if (line.startsWith("<?", at)) return { isEnd: (next) => next.includes("?>"), weak: false };
  if (/^<![a-z]/i.test(line.slice(at, at + 3))) return { isEnd: (next) => next.includes(">"), weak: false };
  if (starts(blockTag, line, at)) return { isEnd: null, weak: false };
  return line.length - at <= maxTagLength && starts(anyTag, line, at) ? { isEnd: null, weak: true } : null;
}

const tableStart = /<table\b/iy;
const tableEnd = /<\/table\s*>/i;

export function startsTable(line: string, at: number): boolean {
  return starts(tableStart, line, at);
}

export function endsTable(line: string): boolean {
  return line.includes("</") && tableEnd.test(line);
}
