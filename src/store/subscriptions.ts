import type { Selectable } from "kysely";
import type { Db, SubscriptionTable, Trx } from "./schema.js";
import type { Subscription, SubscriptionKind, SubscriptionSettings } from "./subscription.js";
import { settingColumns, toSubscription } from "./subscription-row.js";

export async function insertSubscription(
  trx: Trx,
  id: string,
  settings: SubscriptionSettings,
  now: number,
): Promise<void> {
  await trx
    .insertInto("subscriptions")
    .values({
      id,
      ...settingColumns(settings),
      createdAt: now,
      state: "active",
      since: now,
      refusals: 0,
    })
    .execute();
}

export async function updateSettings(trx: Trx, id: string, settings: SubscriptionSettings): Promise<void> {
  await trx.updateTable("subscriptions").set(settingColumns(settings)).where("id", "=", id).execute();
}

/** Deletes a subscription with its deliveries and messages. @returns false if this server has none of that id. */
export async function deleteSubscription(db: Db, guildId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("subscriptions")
    .where("id", "=", id)
    .where("guildId", "=", guildId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

export async function findSubscription(db: Db, id: string): Promise<Subscription | null> {
  const row = await db.selectFrom("subscriptions").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toSubscription(row) : null;
}

/** The subscription of a message, also of one that was sent long ago. */
export async function subscriptionOfMessage(db: Db, messageId: string): Promise<Subscription | null> {
  const row = await db
    .selectFrom("subscriptions")
    .innerJoin("messages", "messages.subscriptionId", "subscriptions.id")
    .selectAll("subscriptions")
    .where("messages.id", "=", messageId)
    .executeTakeFirst();
  return row ? toSubscription(row) : null;
}

/** Whether any subscription asks for a kind. */
export async function isKindWanted(db: Db, kind: SubscriptionKind): Promise<boolean> {
  const row = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("kinds", "like", `%${kind}%`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The subscription with the same server, channel, query and kinds. */
export async function findSameSubscription(
  db: Db,
  settings: SubscriptionSettings,
): Promise<Subscription | null> {
  const { guildId, channelId, query, kinds } = settingColumns(settings);
  const row = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("guildId", "=", guildId)
    .where("channelId", "=", channelId)
    .where("query", "=", query)
    .where("kinds", "=", kinds)
    .executeTakeFirst();
  return row ? toSubscription(row) : null;
}

/** A server's subscriptions, oldest first. */
export async function subscriptionsOfGuild(db: Db, guildId: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("guildId", "=", guildId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return rows.map(toSubscription);
}

/** The other subscriptions of the same channel, paused and blocked ones too. */
export async function subscriptionsBeside(
  db: Db,
  { id, guildId, channelId }: Pick<Subscription, "id" | "guildId" | "channelId">,
): Promise<Subscription[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("guildId", "=", guildId)
    .where("channelId", "=", channelId)
    .where("id", "!=", id)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return rows.map(toSubscription);
}

/**
 * The subscriptions of all servers that the bot is in, paused and blocked ones too, a batch at a time.
 *
 * @param having a text that their filters have, in any case
 */
export async function* subscriptionsInJoinedGuilds(
  db: Db,
  { having = "", batchSize = 100 }: { readonly having?: string; readonly batchSize?: number } = {},
): AsyncGenerator<Subscription[]> {
  let last = "";
  for (;;) {
    const rows = await db
      .selectFrom("subscriptions")
      .innerJoin("guilds", "guilds.id", "subscriptions.guildId")
      .selectAll("subscriptions")
      .where("guilds.leftAt", "is", null)
      .where("subscriptions.id", ">", last)
      .$if(having !== "", (all) =>
        all.where(({ fn }) => fn("lower", ["subscriptions.query"]), "like", `%${having}%`),
      )
      .orderBy("subscriptions.id")
      .limit(batchSize)
      .execute();
    yield rows.map(toSubscription);
    const end = rows.at(-1);
    if (end === undefined || rows.length < batchSize) return;
    last = end.id;
  }
}

/** The different filters of those subscriptions. */
export async function queriesInJoinedGuilds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .innerJoin("guilds", "guilds.id", "subscriptions.guildId")
    .select("subscriptions.query")
    .distinct()
    .where("guilds.leftAt", "is", null)
    .execute();
  return rows.map(({ query }) => query);
}

/** The columns that change without an admin. */
export type Progress = Partial<
  Pick<Selectable<SubscriptionTable>, "state" | "reason" | "since" | "refusals" | "dueAt" | "lastSentAt">
>;

export async function updateProgress(db: Db, id: string, progress: Progress): Promise<void> {
  await db.updateTable("subscriptions").set(progress).where("id", "=", id).execute();
}

/** Reads a subscription and locks it until the transaction ends. */
export async function lockSubscription(trx: Trx, id: string): Promise<Subscription | null> {
  const row = await trx
    .selectFrom("subscriptions")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toSubscription(row) : null;
}

/** The channels of servers that the bot is in which messages can be read in: those that got an announcement last first. */
export async function recentChannels(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .innerJoin("guilds", "guilds.id", "subscriptions.guildId")
    .select(({ fn, ref }) => [
      "subscriptions.channelId",
      fn.max(fn.coalesce(ref("subscriptions.lastSentAt"), ref("subscriptions.createdAt"))).as("at"),
    ])
    .where("guilds.leftAt", "is", null)
    .where("subscriptions.channelKind", "in", ["text", "announcement"])
    .groupBy("subscriptions.channelId")
    .orderBy("at", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ channelId }) => channelId);
}
