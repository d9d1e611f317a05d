/**
 * The cells of a row: split at each `|` that is not escaped, without the ones at its ends. A row may have more or fewer
 * cells than its head.
 */
export function splitRow(row: string): readonly string[] {
  const text = row.trim();
  const cells: string[] = [];
  let from = text.startsWith("|") ? 1 : 0;
  let escaped = false;
  for (let index = from; index < text.length; index++) {
    if (text[index] === "|" && text[index - 1] !== "\\") {
      cells.push(cellText(text.slice(from, index), escaped));
      from = index + 1;
      escaped = false;
    } else if (text[index] === "|") escaped = true;
  }
  if (from < text.length) cells.push(cellText(text.slice(from), escaped));
  return cells;
}

function cellText(text: string, escaped: boolean): string {
  return (escaped ? text.replaceAll("\\|", "|") : text).trim();
}

/** Whether a line can be the one below the head of a table: `| --- | :-: |`. */
export function isDelimiterRow(line: string): boolean {
  return (
    /^[-:| \t]+$/.test(line) && /[|:]/.test(line) && splitRow(line).every((cell) => /^:?-+:?$/.test(cell))
  );
}
