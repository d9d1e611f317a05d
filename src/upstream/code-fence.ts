const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The fence of the code block that is open after a line of markdown; null outside of code. @param open that before it */
export function fenceAfter(line: string, open: string | null): string | null {
  const [, mark = null] = fence.exec(line) ?? [];
  if (open === null) return mark;
  return mark?.startsWith(open) && line.trim() === mark ? null : open;
}
