import type { RawBlock, RawRow } from "../blocks/raw-block.js";
import { sliceColumns } from "./columns.js";

/** Columns; the others are not read. */
const maxColumns = 100;

export type RawTable = Extract<RawBlock, { kind: "table" }>;

/** A table in the lines of a file, and the line after it. */
export interface FoundTable {
  readonly table: RawTable;
  readonly end: number;
}

type Write = (text: string) => string;

interface TextRow {
  readonly cells: string[];
  readonly line: number;
}

/** The line above, below and within a simple table: `=====  =====`. */
export function isSimpleBorder(line: string): boolean {
  return /^ *=+(?: +=+)+ *$/.test(line);
}

/** The lines of a grid table between its rows: `+----+----+`. */
export function isGridBorder(line: string): boolean {
  return /^ *\+[-=+]*[-=]\+ *$/.test(line);
}

/**
 * Reads the simple table that begins with a border. Its rows begin where the first column is filled. Null if no other
 * border follows: then this is the last of the file.
 */
export function simpleTable(lines: readonly string[], from: number, write: Write): FoundTable | null {
  const columns = [...(lines[from] ?? "").matchAll(/=+/g)].slice(0, maxColumns).map(({ index }) => index);
  let borders = 0;
  let headRows = 0;
  const rows: TextRow[] = [];
  let end = from + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? "";
    if (isSimpleBorder(line)) {
      if (++borders === 2 || (lines[end + 1] ?? "").trim() === "") break;
      headRows = rows.length;
    } else if (/[^\s-]/.test(line)) addLine(rows, sliceColumns(line, columns), end + 1);
  }
  return borders === 0 ? null : { table: tableOf(rows, headRows, from + 1, write), end: end + 1 };
}

function addLine(rows: TextRow[], parts: readonly string[], line: number): void {
  const last = rows.at(-1);
  const cells = parts.map((part) => part.trim()).map((text) => (text === ".." ? "" : text));
  if (last && cells[0] === "") addTo(last.cells, cells);
  else rows.push({ cells: [...cells], line });
}

/** Adds the next line of each cell of a row. */
function addTo(cells: string[], more: readonly string[]): void {
  for (const [index, text] of more.entries())
    if (text !== "") cells[index] = cells[index] ? `${cells[index]} ${text}` : text;
}

/** Reads the grid table that begins with a border. A cell over several rows is in the first of them. */
export function gridTable(lines: readonly string[], from: number, write: Write): FoundTable {
  let end = from;
  while (/^ *[+|]/.test(lines[end] ?? "")) end++;
  const borders = lines.slice(from, end).filter(isGridBorder);
  const [widest = ""] = borders.toSorted((one, other) => plusses(other) - plusses(one));
  const columns = [...widest.matchAll(/\+/g)].slice(0, maxColumns + 1).map(({ index }) => index);
  const rows: TextRow[] = [];
  let headRows = 0;
  let cells: string[] = [];
  let first = 0;
  for (let index = from + 1; index < end; index++) {
    const parts = sliceColumns(lines[index] ?? "", columns);
    if (parts.some((part) => /^[+|][-=]+(?:[+|]\s*)?$/.test(part))) {
      if (cells.some((cell) => cell))
        rows.push({ cells: Array.from(cells, (cell) => cell ?? ""), line: first });
      if (parts.some((part) => /^\+=+/.test(part))) headRows = rows.length;
      cells = [];
    } else {
      if (cells.length === 0) first = index + 1;
      addTo(cells, gridCells(parts));
    }
  }
  if (cells.some((cell) => cell)) rows.push({ cells: Array.from(cells, (cell) => cell ?? ""), line: first });
  return { table: tableOf(rows, headRows, from + 1, write), end };
}

/** The cells of a line: a part without a bar at its start goes on with the cell before it. */
function gridCells(parts: readonly string[]): readonly string[] {
  const cells: string[] = [];
  let open = 0;
  for (const [index, part] of parts.entries()) {
    if (index === 0 || /^[+|]/.test(part)) {
      open = index;
      cells[index] = part.slice(1);
    } else {
      cells[index] = "";
      cells[open] += part;
    }
  }
  return cells.map((cell) => cell.replace(/\|\s*$/, "").trim());
}

function plusses(line: string): number {
  return line.split("+").length;
}

/** A table of written rows; without rows of a head its head is empty. */
function tableOf(rows: readonly TextRow[], headRows: number, line: number, write: Write): RawTable {
  const head = rows.slice(0, headRows);
  const titles: string[] = [];
  for (const { cells } of head) addTo(titles, cells);
  const width = Math.max(titles.length, rows[0]?.cells.length ?? 0);
  const body = rows.slice(headRows).map((row) => rowOf(row.cells.map(write), row.line));
  const first = rowOf(
    Array.from({ length: width }, (_, index) => write(titles[index] ?? "")),
    head[0]?.line ?? line,
  );
  return { kind: "table", rows: [first, ...body], line };
}

/** A row of cells that are written as inline markdown. */
export function rowOf(cells: readonly string[], line: number): RawRow {
  return { text: `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`, line };
}
