import { z } from "zod";
import { inBatches } from "./in-batches.js";
import type { Db } from "./schema.js";

/** What came of a check of a list's upstream. */
const checkOutcome = z.enum(["unchanged", "changed", "held", "failed", "overtaken"]);
export type ListCheckOutcome = z.output<typeof checkOutcome>;

/** The last check of a list, by whichever process. Milliseconds since 1970. */
export interface ListCheck {
  readonly checkedAt: number;
  readonly outcome: ListCheckOutcome;
  /** Why it failed, one sentence; null where it did not. */
  readonly reason: string | null;
  /** When a check last reached the upstream and could read it; null before. */
  readonly readAt: number | null;
}

/** Keeps a check, unless a later one is known. */
export async function saveListCheck(
  db: Db,
  listId: string,
  { checkedAt, outcome, reason, readAt }: ListCheck,
): Promise<void> {
  await db
    .insertInto("listChecks")
    .values({ listId, checkedAt, outcome, reason, readAt })
    .onConflict((conflict) =>
      conflict
        .column("listId")
        .doUpdateSet(({ fn, ref, val }) => ({
          checkedAt,
          outcome,
          reason,
          readAt: fn.coalesce(val(readAt), ref("listChecks.readAt")),
        }))
        .where("listChecks.checkedAt", "<=", checkedAt),
    )
    .execute();
}

/** The last checks of lists, by their ids. */
export async function loadListChecks(
  db: Db,
  listIds: readonly string[],
): Promise<ReadonlyMap<string, ListCheck>> {
  const checks = new Map<string, ListCheck>();
  await inBatches(listIds, async (batch) => {
    const rows = await db.selectFrom("listChecks").selectAll().where("listId", "in", batch).execute();
    for (const { listId, outcome, ...check } of rows)
      checks.set(listId, { ...check, outcome: checkOutcome.parse(outcome) });
  });
  return checks;
}
