/**
 * Rows in one statement: a few milliseconds of work, and with twelve columns each far below the number of parameters that a
 * database accepts.
 */
const batchSize = 200;

/** Calls `write` with up to 200 rows at a time, one batch after another, and not at all if there are no rows. */
export async function inBatches<Row>(
  rows: readonly Row[],
  write: (batch: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize)
    await write(rows.slice(start, start + batchSize));
}
