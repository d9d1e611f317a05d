import type { Db } from "./schema.js";

export type ChoreClaim =
  | { readonly kind: "ours" }
  /** It was done for this time, or a later one. */
  | { readonly kind: "done" }
  /** Another process does it, at the latest until then. */
  | { readonly kind: "taken"; readonly until: number };

/** A chore, the process that wants to do it and the time for which it is to be done; instants since 1970. */
export interface Chore {
  readonly name: string;
  readonly owner: string;
  readonly dueAt: number;
}

/** Claims a chore until `until`, unless it is done or another process does it. */
export async function claimChore(
  db: Db,
  { name, owner, dueAt }: Chore,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<ChoreClaim> {
  const ours = await db
    .insertInto("chores")
    .values({ name, owner, leaseUntil: until, doneFor: 0 })
    .onConflict((conflict) =>
      conflict
        .column("name")
        .doUpdateSet({ owner, leaseUntil: until })
        .where("chores.doneFor", "<", dueAt)
        .where(({ or, eb }) => or([eb("chores.owner", "is", null), eb("chores.leaseUntil", "<=", now)])),
    )
    .returning("name")
    .executeTakeFirst();
  if (ours !== undefined) return { kind: "ours" };
  const row = await db.selectFrom("chores").selectAll().where("name", "=", name).executeTakeFirst();
  if (row === undefined) return { kind: "taken", until: now };
  return row.doneFor >= dueAt ? { kind: "done" } : { kind: "taken", until: row.leaseUntil };
}

/** Keeps a chore that is being done. @returns false if another process has taken it over */
export async function keepChore(
  db: Db,
  { name, owner }: Pick<Chore, "name" | "owner">,
  until: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("chores")
    .set({ leaseUntil: until })
    .where("name", "=", name)
    .where("owner", "=", owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Ends a claim. @param isDone whether the chore is done; if not, another process may do it at once */
export async function endChore(db: Db, { name, owner, dueAt }: Chore, isDone: boolean): Promise<void> {
  await db
    .updateTable("chores")
    .set({ owner: null, ...(isDone && { doneFor: dueAt }) })
    .where("name", "=", name)
    .where("owner", "=", owner)
    .execute();
}
