import { type Row, runsText, type Table } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { readEntry } from "./read-entry.js";
import { startsEntry } from "./split-entries.js";

type Cell = Row["cells"][number];

/**
 * The cells of a table that shows papers side by side, each in a cell with its picture, its title and its links; null for
 * any other table.
 */
export function cardsOf(table: Table, venues: VenueRegistry): readonly { runs: Cell; line: number }[] | null {
  const rows = [table.head, ...table.rows].map(({ cells, line }) => ({
    cells: cells.filter((cell) => runsText(cell) !== ""),
    line,
  }));
  if (!rows.some(({ cells }) => cells.length > 1)) return null;
  const areCards = rows.every(({ cells }) => cells.every((cell) => isCard(cell, venues)));
  return areCards ? rows.flatMap(({ cells, line }) => cells.map((runs) => ({ runs, line }))) : null;
}

function isCard(cell: Cell, venues: VenueRegistry): boolean {
  return startsEntry(cell, venues, true) && readEntry(cell, venues)?.labelled === true;
}
