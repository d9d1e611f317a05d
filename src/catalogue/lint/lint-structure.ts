import type { Problem } from "../paper.js";

/** Cells; wider tables are not counted. */
const maxCells = 100;

/**
 * Mistakes of several lines: tables whose rows have other numbers of cells than their heads, headings that skip a level,
 * and `<details>` that are never closed.
 *
 * @param lines without code and comments
 */
export function lintStructure(lines: readonly string[]): readonly Problem[] {
  return [...lintTables(lines), ...lintHeadings(lines), ...lintDetails(lines)];
}

function isDelimiters(line: string): boolean {
  return line.includes("|") && cellsOf(line).every((cell) => /^:?-+:?$/.test(cell.trim()));
}

function lintTables(lines: readonly string[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const head = lines[at - 1] ?? "";
    if (!line.includes("-") || line.length > 2000 || !isDelimiters(line) || !/\|/.test(head)) continue;
    const width = cellsOf(head).length;
    const marked = cellsOf(line).length;
    if (width > maxCells || width < 2) continue;
    if (width !== marked) {
      const message = `The line below a table's head has ${marked} cells, its head ${width}, so it is no table: make them equal.`;
      problems.push({ line: at + 1, message });
    } else problems.push(...lintRows(lines, at + 1, width));
  }
  return problems;
}

/** Rows with text in more cells than the head has: it is not shown. */
function lintRows(lines: readonly string[], start: number, width: number): readonly Problem[] {
  const problems: Problem[] = [];
  let rows = 0;
  for (let at = start; at < lines.length && /^\s*\|/.test(lines[at] ?? ""); at++) {
    rows++;
    const cells = cellsOf(lines[at] ?? "");
    if (cells.length <= width || cells.slice(width).every((cell) => cell.trim() === "")) continue;
    const message = `This row has ${cells.length} cells, its table ${width}, so the last are not shown: remove a | or write \\|.`;
    problems.push({ line: at + 1, message });
  }
  // Many such rows are how a list is written.
  return problems.length * 4 <= rows || problems.length === 1 ? problems : [];
}

function cellsOf(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/);
}

/** Headings more than one level below the one above them, unless many of their level are. */
function lintHeadings(lines: readonly string[]): readonly Problem[] {
  let above = 0;
  const counts = new Map<number, number>();
  const skipped: { readonly line: number; readonly depth: number; readonly above: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const depth = /^ {0,3}(#{1,6})\s/.exec(line)?.[1]?.length;
    if (depth === undefined) continue;
    counts.set(depth, (counts.get(depth) ?? 0) + 1);
    // Below the title of the list is its tagline.
    if (above > 1 && depth > above + 1) skipped.push({ line: index + 1, depth, above });
    above = depth;
  }
  return skipped
    .filter(({ depth }) => {
      const alike = skipped.filter((each) => each.depth === depth).length;
      return alike === 1 || alike * 4 <= (counts.get(depth) ?? 0);
    })
    .map(({ line, depth, above }) => ({
      line,
      message: `A heading of level ${depth} follows one of level ${above}: write ${"#".repeat(above + 1)}.`,
    }));
}

function lintDetails(lines: readonly string[]): readonly Problem[] {
  const open: number[] = [];
  for (const [index, line] of lines.entries()) {
    // The end of a quotation closes what is open in it.
    if (!line.includes("<") || /^\s*>/.test(line)) continue;
    for (const [, slash] of line.matchAll(/<(\/?)details\b/gi)) {
      if (slash) open.pop();
      else open.push(index + 1);
    }
  }
  const [line] = open;
  const message = "A <details> is never closed, so all below it is hidden: close it with </details>.";
  return line === undefined ? [] : [{ line, message }];
}
