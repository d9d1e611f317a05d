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
  const { pending, sending, blocked } = await db
    .selectNoFrom(({ selectFrom, fn }) => {
      const count = fn.countAll().as("count");
      return [
        selectFrom("deliveries").select(count).where("messageId", "is", null).as("pending"),
        selectFrom("messages").select(count).where("nextAt", "is not", null).as("sending"),
        selectFrom("subscriptions").select(count).where("state", "=", "blocked").as("blocked"),
      ];
    })
    .executeTakeFirstOrThrow();
  return { pending: Number(pending), sending: Number(sending), blocked: Number(blocked) };
}

/** When the oldest message that is still on its way was composed; null where none is. */
export async function oldestUnsent(db: Db): Promise<number | null> {
  const { oldest } = await db
    .selectFrom("messages")
    .select(({ fn }) => fn.min("createdAt").as("oldest"))
    .where("nextAt", "is not", null)
    .executeTakeFirstOrThrow();
  return oldest === null ? null : Number(oldest);
}

/** How much of one server's is not announced yet. */
export interface GuildBacklog {
  /** Deliveries without a message. */
  readonly pending: number;
  /** When the oldest message that is on its way was composed; null where none is. */
  readonly oldestUnsent: number | null;
}

export async function guildBacklog(db: Db, guildId: string): Promise<GuildBacklog> {
  const { pending } = await db
    .selectFrom("deliveries")
    .innerJoin("subscriptions", "subscriptions.id", "deliveries.subscriptionId")
    .select(({ fn }) => fn.countAll().as("pending"))
    .where("subscriptions.guildId", "=", guildId)
    .where("deliveries.messageId", "is", null)
    .executeTakeFirstOrThrow();
  const { oldest } = await db
    .selectFrom("messages")
    .innerJoin("subscriptions", "subscriptions.id", "messages.subscriptionId")
    .select(({ fn }) => fn.min("messages.createdAt").as("oldest"))
    .where("subscriptions.guildId", "=", guildId)
    .where("messages.nextAt", "is not", null)
    .executeTakeFirstOrThrow();
  return { pending: Number(pending), oldestUnsent: oldest === null ? null : Number(oldest) };
}
