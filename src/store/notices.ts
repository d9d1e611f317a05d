import type { Selectable } from "kysely";
import type { Db, NoticeTable } from "./schema.js";

export type Notice = Readonly<Omit<Selectable<NoticeTable>, "takenAt">>;

export async function insertNotice(db: Db, notice: Notice): Promise<void> {
  await db.insertInto("notices").values(notice).execute();
}

/** Whether a notice is pending. */
export async function hasNotices(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("notices")
    .select("id")
    .where("takenAt", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes pending notices, oldest first, and marks them before they are sent. A notice that is lost in a crash is better
 * than one that is sent twice: `/subscriptions` shows the same for as long as it is true.
 */
export async function takeNotices(db: Db, now: number, limit = 50): Promise<Notice[]> {
  const taken = await db
    .with("pending", (query) =>
      query
        .selectFrom("notices")
        .select("id")
        .where("takenAt", "is", null)
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
