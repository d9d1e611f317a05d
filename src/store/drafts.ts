import { newId } from "./new-id.js";
import type { Db } from "./schema.js";

/** Keeps what a person has filled in and not saved yet. @returns its id. */
export async function insertDraft(db: Db, guildId: string, draft: unknown, now: number): Promise<string> {
  const id = newId();
  await db
    .insertInto("drafts")
    .values({ id, guildId, draft: JSON.stringify(draft), createdAt: now })
    .execute();
  return id;
}

/** What was kept, unchecked; null where it is too old, or of another server. */
export async function findDraft(db: Db, guildId: string, id: string): Promise<unknown> {
  const row = await db
    .selectFrom("drafts")
    .select("draft")
    .where("id", "=", id)
    .where("guildId", "=", guildId)
    .executeTakeFirst();
  return row === undefined ? null : JSON.parse(row.draft);
}

export async function deleteDraftsBefore(db: Db, instant: number): Promise<void> {
  await db.deleteFrom("drafts").where("createdAt", "<", instant).execute();
}
