/** A text's lines without their endings, counted as markdown counts them. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Lines as a text again, with the kind of ending that `like` has. */
export function joinLines(lines: readonly string[], like: string): string {
  return lines.join(like.includes("\r\n") ? "\r\n" : "\n");
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

/** How deep a heading is (1 to 6) and what it says; `null` for every other line. */
export function headingOf(line: string): { readonly depth: number; readonly text: string } | null {
  const match = /^ {0,3}(#{1,6})\s+(.*?)[\s#]*$/.exec(line);
  return match?.[1] ? { depth: match[1].length, text: match[2] ?? "" } : null;
}
