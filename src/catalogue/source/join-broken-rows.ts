/**
 * A row of a table that was broken within a link's text is one row again, which neither half can be alone; what was its
 * second line stays as a row without cells.
 */
export function joinBrokenRows(lines: readonly string[]): readonly string[] {
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
