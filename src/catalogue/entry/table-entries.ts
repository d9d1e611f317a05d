import { memoWithVenues } from "../memo.js";
import type { Problem } from "../paper.js";
import { isRelativeFile } from "../relative-links.js";
import { hardBreak, type Row, type Run, runsText, type Table } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { type Candidate, namesOtherPapers, paperLikelihood } from "./candidate.js";
import { findVenues } from "./find-venues.js";
import { hasLink } from "./has-link.js";
import { isLabelText } from "./labels.js";
import { leadsToPaper } from "./link-kind.js";
import { authorsOf, type Entry, hasTitle, readEntry } from "./read-entry.js";
import {
  firstYear,
  readUnknownVenue,
  readVenueLabel,
  stated,
  statedAs,
  type VenueStatement,
} from "./read-venue.js";
import type { Section } from "./section.js";
import { type ColumnRole, columnRoles, maxColumns, namesTitles } from "./table-columns.js";
import { wordCount } from "./words.js";

type FoundRow = Omit<Candidate, "groupId">;

/** The heading of a column of titles, which beside one of years are papers. */
const titleHead =
  /^[*_]*(?:papers?|titles?|paper titles?|(?:论文)?(?:标题|题目|名称)|论文|論文(?:名|タイトル)?|タイトル|논문(?: ?제목)?|제목)[*_]*$/i;

/** Reads a table whose rows are papers; the result is empty for any other table. */
export function tableEntries(
  table: Table,
  section: Section,
  venues: VenueRegistry,
): { readonly rows: readonly FoundRow[]; readonly problems: readonly Problem[] } {
  const roles = columnRoles(table, venues);
  const columns = { roles, key: roles.join() };
  const column = roles.indexOf("title");
  if (column === -1) return { rows: [], problems: [] };
  if (isOfOthers(table, roles, column)) return { rows: [], problems: [] };
  const isTitled =
    section.kind === "papers" &&
    (roles.includes("date") || roles.includes("authors")) &&
    titleHead.test(runsText(table.head.cells[column] ?? []).trim());
  const rows: FoundRow[] = [];
  const problems: Problem[] = [];
  const width = table.head.cells.length;
  let current = section;
  const all = [table.head, ...joinHalves(table.rows, width)];
  const rowsOfAll = all.flatMap((row) => splitGluedRows(row, width, column));
  for (const row of rowsOfAll.flatMap((row) => splitTitleCell(row, column))) {
    const { line } = row;
    const filled = row.cells.filter((cell) => runsText(cell) !== "");
    const [only] = row.cells.length > 1 && filled.length === 1 ? filled : [];
    // A row whose only cell is a venue or year heads the rows below it.
    const group = only ? readVenueLabel(runsText(only), venues) : null;
    if (group) {
      current = { ...section, venue: group.venue ?? section.venue, year: group.year ?? section.year };
      continue;
    }
    if (only?.every(isBold) || (only && isRemark(only))) continue;
    const entry = rowEntry(row, columns, column, venues);
    if (entry) {
      const isHead = row === table.head;
      if (isHead && (entry.links.length === 0 || entry.title.split(" ").length <= 3)) continue;
      const isNotes = entry.titleKind === "link" && (row.cells[column] ?? []).some(leadsToFile);
      const own = paperLikelihood(entry, current, { isNotes });
      // Rows of a table are mostly of one kind, so the others decide about a row with little but a title.
      const isLikely = own === "no" && !isHead && current.kind === "papers" && filled.length > 1;
      const isTitle = isTitled && (isLikely || own === "likely") && wordCount(entry.title) >= 4;
      rows.push({ entry, section: current, likelihood: isTitle ? "title" : isLikely ? "likely" : own, line });
    } else if (section.kind === "papers" && row.cells.some(hasPaperLink)) {
      problems.push({ line, message: "This row has links but no readable title: fill its title cell." });
    }
  }
  // A table of topics, with papers for each: what it has beside its first column are not the links of one paper.
  const ofOthers = rows.filter(({ entry }) => namesOtherPapers(entry));
  const isOfTopics = ofOthers.length > 0 && ofOthers.length * 3 >= rows.length;
  return isOfTopics ? { rows: [], problems: [] } : { rows, problems };
}

/** `| Venue | Relevance |`: a table without a link, whose heads name neither titles nor authors. */
function isOfOthers({ head, rows }: Table, roles: readonly ColumnRole[], column: number): boolean {
  const name = runsText(head.cells[column] ?? []);
  if (name === "" || namesTitles(name) || roles.includes("authors")) return false;
  return ![head, ...rows].some(({ cells }) => cells.some(hasLink));
}

/** The text of a row that only names a topic is bold, without links. */
function isBold(run: Run): boolean {
  return run.kind === "text" ? run.bold || run.text.trim() === "" : run.kind === "break";
}

/** `See the survey for more`: a row with nothing but a sentence about the list. */
function isRemark(cell: readonly Run[]): boolean {
  return /^(?:see|more|for|note|notes|we|please|check|this|these|the following|other|others|to be)\b/i.test(
    runsText(cell),
  );
}

/** Joins the halves of a row that was broken over two lines. */
function joinHalves(rows: readonly Row[], width: number): readonly Row[] {
  if (width > maxColumns) return rows;
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

/** The entry of a row that was read last, with the roles that its columns had then. */
const latestOf = memoWithVenues((_cells: Row["cells"], _venues): LatestEntry => ({ roles: "", entry: null }));

/** The roles of a table's columns, also as one text. */
interface Columns {
  readonly roles: readonly ColumnRole[];
  readonly key: string;
}

interface LatestEntry {
  roles: string;
  entry: Entry | null;
}
/** `[**Slow Waves**](…)<br>Ann Bee<br>**Fast Tides**<br>Cy Dee`: a row for each of the titles in bold in one cell. */
function splitTitleCell(row: Row, column: number): readonly Row[] {
  const cell = row.cells[column] ?? [];
  if (!cell.some((run) => run.kind === "break")) return [row];
  const parts: (readonly Run[])[] = [];
  for (const line of linesOf(cell)) {
    const last = parts.at(-1);
    if (isBoldTitle(line) || last === undefined) parts.push(line);
    else parts[parts.length - 1] = [...last, hardBreak, ...line];
  }
  if (parts.length < 2 || !parts.every((part) => isBoldTitle(linesOf(part)[0] ?? []))) return [row];
  return parts.map((part) => ({ cells: row.cells.with(column, part), line: row.line }));
}

function linesOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.kind === "break") lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines.filter((line) => runsText(line) !== "");
}

function isBoldTitle(line: readonly Run[]): boolean {
  const isTitle = line.every((run) => ("bold" in run ? run.bold || !/\p{L}/u.test(run.text) : true));
  const text = runsText(line);
  return isTitle && wordCount(text) >= 2 && !isLabelText(text);
}

function leadsToFile(run: Run): boolean {
  return run.kind === "link" && isRelativeFile(run.url);
}

function rowEntry(
  { cells }: Row,
  { roles, key }: Columns,
  column: number,
  venues: VenueRegistry,
): Entry | null {
  const latest = latestOf(cells, venues);
  if (latest.roles !== key) {
    latest.entry = readCells(cells, roles, column, venues);
    latest.roles = key;
  }
  return latest.entry;
}

/** The title cell as an entry, with the links, venue, date and authors of the other cells. */
function readCells(
  cells: Row["cells"],
  roles: readonly ColumnRole[],
  column: number,
  venues: VenueRegistry,
): Entry | null {
  const own = cells[column] ?? [];
  const others = cells
    .slice(0, maxColumns)
    .map((cell, index) => ({ cell, role: roles[index] ?? "other" }))
    .filter((_, index) => index !== column);
  const read = others.filter(
    ({ cell, role }) =>
      role !== "summary" && role !== "authors" && !(role === "other" && areCodes.test(runsText(cell).trim())),
  );
  const entry = readEntry([...own, ...read.flatMap(({ cell }) => [hardBreak, ...cell])], venues);
  if (!entry || !hasTitle(own, venues)) return null;
  const venueCells = others.filter(({ role }) => role === "venue");
  const authors = others.find(({ role }) => role === "authors");
  return {
    ...entry,
    statements: [
      ...venueCells.flatMap(({ cell }) => cellStatement(runsText(cell), venues) ?? []),
      ...entry.statements,
      ...others.flatMap(({ cell, role }) => (role === "date" ? (monthStatement(runsText(cell)) ?? []) : [])),
    ],
    authors: (authors && runsText(authors.cell)) || authorsOf(own, venues),
  };
}

/** `NN`, `SVM, NN`: methods by their short names, in a column that is not one of venues. */
const areCodes = /^\p{Lu}{2}$|^\p{L}[\p{L}-]{1,7}(?:, ?\p{L}[\p{L}-]{1,7}){1,8}$/u;

/** `arXiv 预印本, 2025`: a preprint server, and words that name nothing else. */
function readPreprint(text: string, venues: VenueRegistry): VenueStatement | null {
  const server = venues.find(/^\p{L}+/u.exec(text)?.[0] ?? "");
  const isElsewhere = findVenues(text, venues).some(({ venue }) => venue.kind !== "preprint");
  return server?.kind === "preprint" && !isElsewhere
    ? stated(server.name, firstYear(text), { preprint: true })
    : null;
}

/** `23.07`, `23-07-31`: a year and a month, in a column of dates. */
function monthStatement(text: string): VenueStatement | null {
  const [, year] =
    /^\s*([0-3]\d)(?:\.(?:0[1-9]|1[0-2])|([-./])(?:0[1-9]|1[0-2])\2(?:[0-2]\d|3[01]))\s*$/.exec(text) ?? [];
  return year === undefined ? null : stated(null, 2000 + Number(year));
}

/** A venue cell counts even if its venue is unknown. */
function cellStatement(text: string, venues: VenueRegistry): VenueStatement | null {
  const plain = text
    .replace(/[[\]"“”]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (!/\p{L}/u.test(plain) || plain.length > 80) return null;
  // `ccs`, `nature`: in lower case it may be an ordinary word anywhere else.
  const known = venues.find(plain);
  if (known) return statedAs(known, plain, null);
  const read = readVenueLabel(plain, venues) ?? readPreprint(plain, venues) ?? readUnknownVenue(plain);
  return (
    read ??
    (/^(?:paper|pdf|link|code|here|(?:online )?demo|n\/?a|nan|null|none|tbd|tba|unknown|(?:not|none) (?:yet|published|available)|unpublished|来源|-)$/i.test(
      plain,
    )
      ? null
      : stated(plain, null))
  );
}

function hasPaperLink(cell: readonly Run[]): boolean {
  return cell.some((run) => run.kind === "link" && leadsToPaper(run.url));
}
