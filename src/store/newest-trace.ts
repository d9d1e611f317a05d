import type { Db } from "./schema.js";

/** When the store was last written, as far as its rows say. Milliseconds since 1970; 0 for an empty store. */
export async function newestTrace(db: Db): Promise<number> {
  const row = await db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom("messages")
        .select(({ fn }) => fn.max("createdAt").as("at"))
        .as("composed"),
      selectFrom("messages")
        .select(({ fn }) => fn.max("sentAt").as("at"))
        .as("sent"),
      selectFrom("changes")
        .select(({ fn }) => fn.max("recordedAt").as("at"))
        .as("recorded"),
      selectFrom("subscriptions")
        .select(({ fn }) => fn.max("createdAt").as("at"))
        .as("subscribed"),
      selectFrom("subscriptions")
        .select(({ fn }) => fn.max("since").as("at"))
        .as("changed"),
      selectFrom("guilds")
        .select(({ fn }) => fn.max("leftAt").as("at"))
        .as("left"),
      selectFrom("notices")
        .select(({ fn }) => fn.max("createdAt").as("at"))
        .as("noticed"),
      selectFrom("positions")
        .select(({ fn }) => fn.max("usedAt").as("at"))
        .as("used"),
    ])
    .executeTakeFirstOrThrow();
  return Math.max(0, ...Object.values(row).map(Number));
}

/** Which of some messages the store has. */
export async function knownMessages(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom("messages").select("id").where("id", "in", ids).execute();
  return new Set(rows.map(({ id }) => id));
}
