/**
 * Joins a table row that was broken within the text of a link. Its second line becomes an empty row, so that no line
 * moves.
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
