/** A text's lines without their endings, as markdown counts lines. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Joins lines with the line ending of `like`. */
export function joinLines(lines: readonly string[], like: string): string {
  return lines.join(like.includes("\r\n") ? "\r\n" : "\n");
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

/** A heading's depth (1 to 6) and text; `null` for other lines. */
export function headingOf(line: string): { readonly depth: number; readonly text: string } | null {
  const match = /^ {0,3}(#{1,6})\s+(.*?)[\s#]*$/.exec(line);
  return match?.[1] ? { depth: match[1].length, text: match[2] ?? "" } : null;
}
