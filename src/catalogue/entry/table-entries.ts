import { memoWithVenues } from "../memo.js";
import type { Problem } from "../paper.js";
import { hardBreak, type Row, type Run, runsText, type Table } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import type { Candidate } from "./candidate.js";
import { type Likelihood, paperLikelihood } from "./paper-likelihood.js";
import { type Entry, readEntry } from "./read-entry.js";
import { readUnknownVenue, readVenueLabel, stated, type VenueStatement } from "./read-venue.js";
import type { Section } from "./section.js";
import { type ColumnRole, columnRoles } from "./table-columns.js";

export interface TableEntries {
  readonly rows: readonly Omit<Candidate, "groupId">[];
  readonly problems: readonly Problem[];
}

/** Reads a table whose rows are papers; the result is empty for any other table. */
export function tableEntries(table: Table, section: Section, venues: VenueRegistry): TableEntries {
  const roles = columnRoles(table, venues);
  const column = roles.indexOf("title");
  if (column === -1) return { rows: [], problems: [] };
  const rows: Omit<Candidate, "groupId">[] = [];
  const problems: Problem[] = [];
  let current = section;
  const width = table.head.cells.length;
  const all = [table.head, ...joinHalves(table.rows, width)].flatMap((row) =>
    splitGluedRows(row, width, column),
  );
  for (const row of all) {
    const group = groupRow(row, venues);
    if (group) {
      current = { ...section, venue: group.venue ?? section.venue, year: group.year ?? section.year };
      continue;
    }
    if (isCaption(row)) continue;
    const entry = rowEntry(row, roles, column, venues);
    if (entry && row !== table.head) {
      rows.push({ entry, section: current, likelihood: rowLikelihood(entry, row, current), line: row.line });
    } else if (entry && entry.links.length > 0 && entry.title.split(" ").length > 3) {
      rows.push({ entry, section: current, likelihood: paperLikelihood(entry, current), line: row.line });
    } else if (!entry && section.kind === "papers" && row.cells.some(hasPaperLink)) {
      problems.push({
        line: row.line,
        message: "This row has links but no readable title: fill its title cell.",
      });
    }
  }
  return { rows, problems };
}

/** Rows of a table are mostly of one kind, so the others decide about a row with little but a title. */
function rowLikelihood(entry: Entry, row: Row, section: Section): Likelihood {
  const likelihood = paperLikelihood(entry, section);
  const filled = row.cells.filter((cell) => runsText(cell) !== "").length;
  return likelihood === "no" && section.kind === "papers" && filled > 1 ? "likely" : likelihood;
}

/** Joins the halves of a row that was broken over two lines. */
function joinHalves(rows: readonly Row[], width: number): readonly Row[] {
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

/** Splits two rows on one line: twice the cells, or one more with `||` between them. */
function splitGluedRows(row: Row, width: number, titleColumn: number): readonly Row[] {
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

/** The venue or year of a row that only heads the rows below it: its only filled cell. */
function groupRow(row: Row, venues: VenueRegistry): VenueStatement | null {
  const filled = row.cells.map(runsText).filter((text) => text !== "");
  return filled.length === 1 && row.cells.length > 1 ? readVenueLabel(filled[0] ?? "", venues) : null;
}

/** Whether a row only names a topic: its only filled cell is bold and has no link. */
function isCaption(row: Row): boolean {
  const filled = row.cells.filter((cell) => runsText(cell) !== "");
  const [only] = filled;
  if (filled.length !== 1 || row.cells.length < 2 || !only) return false;
  return only.every((run) =>
    run.kind === "text" ? run.bold || run.text.trim() === "" : run.kind === "break",
  );
}

/** The entries of a row that have been read, by the roles of its columns. */
const entriesOf = memoWithVenues((_cells: Row["cells"], _venues) => new Map<string, Entry | null>());

function rowEntry(
  row: Row,
  roles: readonly ColumnRole[],
  column: number,
  venues: VenueRegistry,
): Entry | null {
  const entries = entriesOf(row.cells, venues);
  const key = roles.join();
  const known = entries.get(key);
  if (known !== undefined) return known;
  const entry = readRow(row, roles, column, venues);
  entries.set(key, entry);
  return entry;
}

/** The title cell as an entry, with the links, venue, date and authors of the other cells. */
function readRow(
  row: Row,
  roles: readonly ColumnRole[],
  column: number,
  venues: VenueRegistry,
): Entry | null {
  const own = row.cells[column] ?? [];
  const others = row.cells
    .map((cell, index) => ({ cell, role: roles[index] ?? "other" }))
    .filter((_, index) => index !== column);
  const entry = readEntry(entryRuns(row, roles, column), venues);
  if (!entry || readEntry(own, venues)?.title === undefined) return null;
  const stated = others.flatMap(({ cell, role }) => cellStatement(runsText(cell), role, venues));
  const authors = others.find(({ role }) => role === "authors");
  return {
    ...entry,
    statements: [...stated, ...entry.statements],
    authors: (authors && runsText(authors.cell)) || entry.authors,
  };
}

/** The title cell, then all others that may hold links, a venue or a date. */
function entryRuns(row: Row, roles: readonly ColumnRole[], column: number): readonly Run[] {
  const others = row.cells.filter(
    (_, index) => index !== column && roles[index] !== "summary" && roles[index] !== "authors",
  );
  return [...(row.cells[column] ?? []), ...others.flatMap((cell) => [hardBreak, ...cell])];
}

/** A venue cell counts even if its venue is unknown. */
function cellStatement(text: string, role: ColumnRole, venues: VenueRegistry): readonly VenueStatement[] {
  const plain = text
    .replace(/[[\]"“”]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (role !== "venue" || !/\p{L}/u.test(plain) || plain.length > 80) return [];
  const read = readVenueLabel(plain, venues) ?? readUnknownVenue(plain);
  if (read) return [read];
  return /^(?:n\/?a|nan|null|none|tbd|tba|unknown|-)$/i.test(plain) ? [] : [stated(plain, null)];
}

function hasPaperLink(cell: readonly Run[]): boolean {
  return cell.some((run) => run.kind === "link" && /arxiv\.org|openreview\.net|doi\.org/.test(run.url));
}
