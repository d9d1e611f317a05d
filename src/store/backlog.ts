import type { Db } from "./schema.js";

/** What has not been told yet, for /about. */
export interface Backlog {
  /** Announcements that wait for their hour, a pause's end or their turn. */
  readonly waiting: number;
  /** Messages that are on their way. */
  readonly sending: number;
  /** Subscriptions that Discord refuses at present. */
  readonly blocked: number;
}

export async function countBacklog(db: Db): Promise<Backlog> {
  const count = (row: { count: number | string | bigint } | undefined) => Number(row?.count ?? 0);
  const waiting = await db
    .selectFrom("deliveries")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("messageId", "is", null)
    .executeTakeFirst();
  const sending = await db
    .selectFrom("messages")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("nextAt", "is not", null)
    .executeTakeFirst();
  const blocked = await db
    .selectFrom("subscriptions")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("state", "=", "blocked")
    .executeTakeFirst();
  return { waiting: count(waiting), sending: count(sending), blocked: count(blocked) };
}
