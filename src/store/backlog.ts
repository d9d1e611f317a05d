import type { Db } from "./schema.js";

/** How much is not announced yet, for /about. */
export interface Backlog {
  /** Deliveries without a message: before their hour, or paused, or blocked. */
  readonly pending: number;
  /** Messages on their way. */
  readonly sending: number;
  /** Subscriptions whose channels Discord refuses. */
  readonly blocked: number;
}

export async function countBacklog(db: Db): Promise<Backlog> {
  const pending = await db
    .selectFrom("deliveries")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("messageId", "is", null)
    .executeTakeFirstOrThrow();
  const sending = await db
    .selectFrom("messages")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("nextAt", "is not", null)
    .executeTakeFirstOrThrow();
  const blocked = await db
    .selectFrom("subscriptions")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("state", "=", "blocked")
    .executeTakeFirstOrThrow();
  return {
    pending: Number(pending.count),
    sending: Number(sending.count),
    blocked: Number(blocked.count),
  };
}
