import type { Problem } from "../paper.js";
import { type Row, type Run, runsText, type Table } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import type { Draft } from "./draft.js";
import { type Likelihood, paperLikelihood } from "./is-paper.js";
import { type Entry, readEntry } from "./read-entry.js";
import { readUnknownVenue, readVenue, type VenueStatement } from "./read-venue.js";
import type { Section } from "./section.js";
import { type ColumnRole, columnRoles } from "./table-columns.js";

export interface TableEntries {
  readonly rows: readonly Omit<Draft, "neighbourhood">[];
  readonly problems: readonly Problem[];
}

const hard: Run = { kind: "break", hard: true };

/** Reads a table whose rows are papers; any other table gives nothing. */
export function tableEntries(table: Table, section: Section, book: VenueRegistry): TableEntries {
  const roles = columnRoles(table, book);
  const column = roles.indexOf("title");
  if (column === -1) return { rows: [], problems: [] };
  const rows: Omit<Draft, "neighbourhood">[] = [];
  const problems: Problem[] = [];
  let place = section;
  const width = table.head.cells.length;
  const whole = [table.head, ...mended(table.rows, width)].flatMap((row) => unglued(row, width, column));
  for (const row of whole) {
    const group = groupRow(row, book);
    if (group) {
      place = { ...section, venue: group.venue ?? section.venue, year: group.year ?? section.year };
      continue;
    }
    if (isCaption(row)) continue;
    const entry = rowEntry(row, roles, column, book);
    if (entry && row !== table.head) {
      rows.push({ entry, section: place, likelihood: rowLikelihood(entry, row, place), line: row.line });
    } else if (entry && entry.links.length > 0 && entry.title.split(" ").length > 3) {
      rows.push({ entry, section: place, likelihood: paperLikelihood(entry, place), line: row.line });
    } else if (!entry && section.holds === "papers" && row.cells.some(hasPaperLink)) {
      problems.push({
        line: row.line,
        message: "This row has links but no title that could be read: fill its title cell.",
      });
    }
  }
  return { rows, problems };
}

/** Most rows of a table are the same kind of thing, so its neighbours decide of one that says little but a title. */
function rowLikelihood(entry: Entry, row: Row, section: Section): Likelihood {
  const likelihood = paperLikelihood(entry, section);
  const filled = row.cells.filter((cell) => runsText(cell) !== "").length;
  return likelihood === "no" && section.holds === "papers" && filled > 1 ? "likely" : likelihood;
}

/** A row that was broken over two lines has its cells in both. */
function mended(rows: readonly Row[], width: number): readonly Row[] {
  const whole: Row[] = [];
  for (const row of rows) {
    const last = whole.at(-1);
    const open = last && last.cells.length < width && last.cells.length + row.cells.length <= width;
    if (open && !last.cells.some((cell) => cell.some((run) => run.kind === "link"))) {
      whole[whole.length - 1] = { cells: [...last.cells, ...row.cells], line: last.line };
    } else whole.push(row);
  }
  return whole;
}

/** Two rows on one line have twice the cells, or a cell more where `||` stands between them. */
function unglued(row: Row, width: number, titleColumn: number): readonly Row[] {
  const { cells } = row;
  if (width < 2 || cells.length < width * 2) return [row];
  const parts: Row[] = [];
  for (let at = 0; at < cells.length; ) {
    const part = cells.slice(at, at + width);
    if (part.some((cell) => runsText(cell) !== "")) parts.push({ cells: part, line: row.line });
    at += width;
    if (cells[at] && runsText(cells[at] ?? []) === "" && titleColumn === 0) at++;
  }
  return parts;
}

/** A row that only names what follows: one cell filled, with a venue or a year. */
function groupRow(row: Row, book: VenueRegistry): VenueStatement | null {
  const filled = row.cells.map(runsText).filter((text) => text !== "");
  return filled.length === 1 && row.cells.length > 1 ? readVenue(filled[0] ?? "", book, true) : null;
}

/** A row that names a topic: of its cells one is filled, in bold, without a link. */
function isCaption(row: Row): boolean {
  const filled = row.cells.filter((cell) => runsText(cell) !== "");
  const [only] = filled;
  if (filled.length !== 1 || row.cells.length < 2 || !only) return false;
  return only.every((run) =>
    run.kind === "text" ? run.bold || run.text.trim() === "" : run.kind === "break",
  );
}

/** What was read of rows before. A row that stays has the same cells in the next revision. */
const known = new WeakMap<
  VenueRegistry,
  WeakMap<Row["cells"], { readonly roles: string; readonly entry: Entry | null }>
>();

function rowEntry(row: Row, roles: readonly ColumnRole[], column: number, book: VenueRegistry): Entry | null {
  const entries = known.get(book) ?? new WeakMap<Row["cells"], { roles: string; entry: Entry | null }>();
  known.set(book, entries);
  const before = entries.get(row.cells);
  if (before?.roles === roles.join()) return before.entry;
  const entry = readRow(row, roles, column, book);
  entries.set(row.cells, { roles: roles.join(), entry });
  return entry;
}

/** The title cell read as an entry, with what the other cells add: links, venue, date, authors. */
function readRow(row: Row, roles: readonly ColumnRole[], column: number, book: VenueRegistry): Entry | null {
  const own = row.cells[column] ?? [];
  const others = row.cells
    .map((cell, index) => ({ cell, role: roles[index] ?? "other" }))
    .filter((_, index) => index !== column);
  const entry = readEntry(entryRuns(row, roles, column), book);
  if (!entry || readEntry(own, book)?.title === undefined) return null;
  const stated = others.flatMap(({ cell, role }) => cellStatement(runsText(cell), role, book));
  const authors = others.find(({ role }) => role === "authors");
  return {
    ...entry,
    statements: [...stated, ...entry.statements],
    authors: (authors && runsText(authors.cell)) || entry.authors,
  };
}

/** The title cell, then every other that may hold links or say venue and date. */
function entryRuns(row: Row, roles: readonly ColumnRole[], column: number): readonly Run[] {
  const others = row.cells.filter(
    (_, index) => index !== column && roles[index] !== "summary" && roles[index] !== "authors",
  );
  return [...(row.cells[column] ?? []), ...others.flatMap((cell) => [hard, ...cell])];
}

/** A venue cell is believed even where its venue is unknown. */
function cellStatement(text: string, role: ColumnRole, book: VenueRegistry): readonly VenueStatement[] {
  const plain = text
    .replace(/[[\]"“”]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (role !== "venue" || !/\p{L}/u.test(plain) || plain.length > 80) return [];
  const read = readVenue(plain, book, true) ?? readUnknownVenue(plain);
  if (read) return [read];
  return /^(?:n\/?a|nan|null|none|tbd|tba|unknown|-)$/i.test(plain)
    ? []
    : [{ venue: plain, preprint: false, year: null, notes: [] }];
}

function hasPaperLink(cell: readonly Run[]): boolean {
  return cell.some((run) => run.kind === "link" && /arxiv\.org|openreview\.net|doi\.org/.test(run.url));
}
