const maxUrlLength = 2048;
const schemePattern = /https?:\/\/[^/\s<>)]/y;
const titlePattern = /[ \n]+"[^"\n]{0,200}"(?=\))/y;

/**
 * Parses the `(https://…)` after a masked link's text: the URL and the index after it. The URL may contain balanced
 * brackets. Undefined for other schemes than http and https.
 */
export function readLinkTarget(source: string, at: number): { url: string; end: number } | undefined {
  if (source[at] !== "(") return undefined;
  const quoted = source[at + 1] === "<";
  const start = at + (quoted ? 2 : 1);
  if (!matchesAt(schemePattern, source, start)) return undefined;
  const limit = Math.min(source.length, start + maxUrlLength);
  let depth = 0;
  let end = start;
  for (; end < limit; end++) {
    const character = source[end] ?? "";
    if (/[\s<>]/.test(character)) break;
    if (character === "(") depth++;
    if (character === ")" && !quoted && depth-- === 0) break;
  }
  const url = source.slice(start, end);
  let after = end;
  if (quoted && source[after++] !== ">") return undefined;
  titlePattern.lastIndex = after;
  after += titlePattern.exec(source)?.[0].length ?? 0;
  return source[after] === ")" ? { url, end: after + 1 } : undefined;
}

function matchesAt(sticky: RegExp, source: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(source);
}
