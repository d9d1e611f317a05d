import type { Selectable } from "kysely";
import type { Db, NoticeTable } from "./schema.js";

export type Notice = Readonly<Omit<Selectable<NoticeTable>, "takenAt" | "personId">>;

export async function insertNotice(db: Db, notice: Notice): Promise<void> {
  await db.insertInto("notices").values(notice).execute();
}

/** Says something to a person, once: in the next answer that they get. */
export async function insertPersonNotice(
  db: Db,
  notice: Pick<Selectable<NoticeTable>, "id" | "text" | "createdAt"> & { readonly personId: string },
): Promise<void> {
  await db.insertInto("notices").values(notice).execute();
}

/** The persons to whom a notice is pending: very few. */
export async function personsWithNotices(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("notices")
    .select("personId")
    .where("takenAt", "is", null)
    .where("personId", "is not", null)
    .execute();
  return new Set(rows.flatMap(({ personId }) => personId ?? []));
}

/** Takes the notices to a person, oldest first: each is taken once, by whichever process answers. */
export async function takePersonNotices(db: Db, personId: string, now: number): Promise<string[]> {
  const taken = await db
    .updateTable("notices")
    .set({ takenAt: now })
    .where("takenAt", "is", null)
    .where("personId", "=", personId)
    .returning(["text", "createdAt"])
    .execute();
  return taken.toSorted((a, b) => a.createdAt - b.createdAt).map(({ text }) => text);
}

/** Whether a notice to a server or the operator is pending. */
export async function hasNotices(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("notices")
    .select("id")
    .where("takenAt", "is", null)
    .where("personId", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes pending notices to servers and the operator, oldest first, and marks them before they are sent. A notice that is
 * lost in a crash is better than one that is sent twice: `/subscriptions` shows the same for as long as it is true.
 */
export async function takeNotices(db: Db, now: number, limit = 50): Promise<Notice[]> {
  const taken = await db
    .with("pending", (query) =>
      query
        .selectFrom("notices")
        .select("id")
        .where("takenAt", "is", null)
        .where("personId", "is", null)
        .orderBy("createdAt")
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("notices")
    .set({ takenAt: now })
    .where("id", "in", (query) => query.selectFrom("pending").select("id"))
    .returning(["id", "guildId", "subscriptionId", "text", "createdAt"])
    .execute();
  return taken.toSorted((a, b) => a.createdAt - b.createdAt);
}
