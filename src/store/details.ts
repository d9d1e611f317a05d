import { z } from "zod";
import type { Details } from "../catalogue/details.js";
import { inBatches } from "./in-batches.js";
import type { Db } from "./schema.js";

/** The order in which details are fetched. */
export const detailsRanks = { announced: 0, opened: 1, listed: 2 } as const;
export type DetailsRank = (typeof detailsRanks)[keyof typeof detailsRanks];

const storedDetails: z.ZodType<Details> = z.object({
  source: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  abstract: z.string().nullable(),
  year: z.number().nullable(),
  doi: z.string().nullable(),
  journal: z.string().nullable(),
  isWithdrawn: z.boolean(),
});

/** A key whose details are known. */
export interface KnownDetails {
  readonly key: string;
  readonly details: Details;
}

/** Rows of one page: enough for few round trips, and few enough to give way in between. */
const pageSize = 500;

/** Asks for details, or for them earlier than before. What is known stays as it is. @param rank the same for all */
export async function wantDetails(
  db: Db,
  wanted: readonly { readonly key: string; readonly source: string }[],
  rank: DetailsRank,
  now: number,
): Promise<void> {
  await inBatches(wanted, (batch) =>
    db
      .insertInto("details")
      .values(batch.map(({ key, source }) => ({ key, source, rank, askedAt: now, nextAt: now, tries: 0 })))
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ rank }).where("details.rank", ">", rank))
      .execute(),
  );
}

/** The known details in pages, in the order in which they became known. @param since those that were known then are left out */
export async function* knownDetails(
  db: Db,
  since = { settledAt: 0, key: "" },
): AsyncGenerator<KnownDetails[]> {
  let last = since;
  for (;;) {
    const { settledAt, key } = last;
    const rows = await db
      .selectFrom("details")
      .select(["key", "details", "settledAt"])
      .where("details", "is not", null)
      .where(({ eb, or, and }) =>
        or([eb("settledAt", ">", settledAt), and([eb("settledAt", "=", settledAt), eb("key", ">", key)])]),
      )
      .orderBy("settledAt")
      .orderBy("key")
      .limit(pageSize)
      .execute();
    const end = rows.at(-1);
    if (end !== undefined) {
      last = { settledAt: end.settledAt ?? settledAt, key: end.key };
      yield rows.map((row) => ({
        key: row.key,
        details: storedDetails.parse(JSON.parse(row.details ?? "")),
      }));
    }
    if (rows.length < pageSize) return;
  }
}

/** Whether a key of a source can be claimed now. */
export async function isWanted(db: Db, source: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom("details")
    .select("key")
    .where("source", "=", source)
    .where("nextAt", "<=", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Claims keys whose details are wanted, the first to be shown first, with a lease until `until`.
 *
 * @param owner a unique token of this claim
 */
export async function claimDetails(
  db: Db,
  {
    source,
    owner,
    now,
    until,
    limit,
  }: { source: string; owner: string; now: number; until: number; limit: number },
): Promise<{ readonly key: string; readonly tries: number }[]> {
  const claimed = await db
    .with("wanted", (query) =>
      query
        .selectFrom("details")
        .select("key")
        .where("source", "=", source)
        .where("nextAt", "<=", now)
        .orderBy("rank")
        .orderBy("askedAt")
        .orderBy("key")
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("details")
    .set({ owner, nextAt: until })
    .where("key", "in", (query) => query.selectFrom("wanted").select("key"))
    .returning(["key", "tries", "rank", "askedAt"])
    .execute();
  return claimed.toSorted((a, b) => a.rank - b.rank || a.askedAt - b.askedAt || (a.key < b.key ? -1 : 1));
}

/** What became of a claimed key: its details, or when to ask again. `isAnswer`: the source has none, and said so. */
export type DetailsOutcome =
  | { readonly key: string; readonly details: Details }
  | { readonly key: string; readonly details: null; readonly nextAt: number; readonly isAnswer: boolean };

/** Records the outcomes of a claim. A key that another process has claimed since is left alone. */
export async function settleDetails(
  db: Db,
  owner: string,
  outcomes: readonly DetailsOutcome[],
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const outcome of outcomes) {
      const progress =
        outcome.details !== null
          ? { details: JSON.stringify(outcome.details), settledAt: now, nextAt: null }
          : { nextAt: outcome.nextAt, ...(outcome.isAnswer ? { settledAt: now } : {}) };
      await trx
        .updateTable("details")
        .set(({ eb }) => ({ ...progress, owner: null, tries: eb("tries", "+", isAnswer(outcome) ? 1 : 0) }))
        .where("key", "=", outcome.key)
        .where("owner", "=", owner)
        .execute();
    }
  });
}

function isAnswer(outcome: DetailsOutcome): boolean {
  return outcome.details !== null || outcome.isAnswer;
}

/** Of how many of these keys the details are known, and for how many the source has none. */
export async function countDetailsOf(
  db: Db,
  keys: readonly string[],
): Promise<{ readonly known: number; readonly absent: number }> {
  let [known, absent] = [0, 0];
  await inBatches(keys, async (batch) => {
    const rows = await db
      .selectFrom("details")
      .select((query) => ["settledAt", query("details", "is not", null).as("isKnown")])
      .where("key", "in", batch)
      .execute();
    known += rows.filter(({ isKnown }) => Boolean(isKnown)).length;
    absent += rows.filter(({ isKnown, settledAt }) => !isKnown && settledAt !== null).length;
  });
  return { known, absent };
}

/**
 * Takes the one turn to ask a source, for all processes.
 *
 * @param until the end of the lease, if this process does not end its turn before
 * @returns when the next turn may be taken, if that is not now
 */
export async function takeTurn(
  db: Db,
  { source, owner, now, until }: { source: string; owner: string; now: number; until: number },
): Promise<
  { readonly kind: "taken"; readonly failures: number } | { readonly kind: "wait"; readonly until: number }
> {
  const taken = await db
    .insertInto("detailsSources")
    .values({ name: source, nextAt: until, owner, failures: 0 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ nextAt: until, owner }).where("detailsSources.nextAt", "<=", now),
    )
    .returning("failures")
    .executeTakeFirst();
  if (taken !== undefined) return { kind: "taken", failures: taken.failures };
  const row = await db
    .selectFrom("detailsSources")
    .select("nextAt")
    .where("name", "=", source)
    .executeTakeFirst();
  return { kind: "wait", until: row?.nextAt ?? now };
}

/** Ends a turn: the next one may be taken at `nextAt`. */
export async function endTurn(
  db: Db,
  { source, owner, nextAt, failures }: { source: string; owner: string; nextAt: number; failures: number },
): Promise<void> {
  await db
    .updateTable("detailsSources")
    .set({ nextAt, failures, owner: null })
    .where("name", "=", source)
    .where("owner", "=", owner)
    .execute();
}
