/** Rows in one statement: with at most twelve columns far below what either database takes as parameters. */
const ROWS = 500;

/** Calls `write` with up to 500 rows at a time, one after another; never with none. */
export async function inBatches<Row>(
  rows: readonly Row[],
  write: (batch: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS) await write(rows.slice(start, start + ROWS));
}
