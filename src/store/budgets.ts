import type { Db } from "./schema.js";

/**
 * Takes some time of a budget that all processes share: `cost` milliseconds, from now on or from the end of what is taken.
 *
 * @returns when the time that was taken begins.
 */
export async function takeBudget(db: Db, name: string, cost: number, now: number): Promise<number> {
  const { freeAt } = await db
    .insertInto("budgets")
    .values({ name, freeAt: now + cost })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet(({ eb, ref }) => ({
        freeAt: eb
          .case()
          .when(ref("budgets.freeAt"), ">", now)
          .then(eb(ref("budgets.freeAt"), "+", cost))
          .else(now + cost)
          .end(),
      })),
    )
    .returning("freeAt")
    .executeTakeFirstOrThrow();
  return freeAt - cost;
}
