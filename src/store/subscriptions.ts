import type { Insertable, Selectable } from "kysely";
import { z } from "zod";
import { inBatches } from "./in-batches.js";
import type { Db, SubscriptionTable, Trx } from "./schema.js";
import {
  type Cadence,
  channelKinds,
  recurringKinds,
  type Subscription,
  type SubscriptionKind,
  type SubscriptionSettings,
  type SubscriptionState,
  subscriptionKinds,
} from "./subscription.js";

const channelKind = z.enum(channelKinds);
const timeOfDay = { hour: z.number(), minute: z.number(), zone: z.string() };
const cadence: z.ZodType<Cadence> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("at once") }),
  z.object({ kind: z.literal("daily"), ...timeOfDay }),
  z.object({ kind: z.literal("weekly"), weekday: z.number(), ...timeOfDay }),
  z.object({ kind: z.literal("monthly"), day: z.number(), ...timeOfDay }),
]);
const tags = z.array(z.string());
const state: z.ZodType<SubscriptionState> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("active") }),
  z.object({ kind: z.literal("paused"), since: z.number() }),
  z.object({ kind: z.literal("blocked"), since: z.number(), reason: z.string() }),
]);

/** @throws if another program has written the row. */
function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  const { hour, minute, weekday, day, zone, since, reason, ...rest } = row;
  const kinds = row.kinds.split(",");
  return {
    ...rest,
    channelKind: channelKind.parse(row.channelKind),
    kinds: subscriptionKinds.filter((kind) => kinds.includes(kind)),
    cadence: cadence.parse({ kind: row.cadence, hour, minute: minute ?? 0, weekday, day, zone }),
    thread: row.thread === 1,
    publish: row.publish === 1,
    quiet: row.quiet === 1,
    tags: tags.parse(JSON.parse(row.tags)),
    state: state.parse({ kind: row.state, since, reason: reason ?? "" }),
  };
}

/** The columns of the settings. */
function settingColumns(settings: SubscriptionSettings) {
  const { cadence } = settings;
  return {
    guildId: settings.guildId,
    channelId: settings.channelId,
    channelKind: settings.channelKind,
    query: settings.query,
    kinds: subscriptionKinds.filter((kind) => settings.kinds.includes(kind)).join(","),
    cadence: cadence.kind,
    hour: cadence.kind === "at once" ? null : cadence.hour,
    minute: cadence.kind === "at once" ? null : cadence.minute,
    weekday: cadence.kind === "weekly" ? cadence.weekday : null,
    day: cadence.kind === "monthly" ? cadence.day : null,
    zone: cadence.kind === "at once" ? null : cadence.zone,
    mentionRoleId: settings.mentionRoleId,
    thread: settings.thread ? 1 : 0,
    publish: settings.publish ? 1 : 0,
    quiet: settings.quiet ? 1 : 0,
    tags: JSON.stringify(settings.tags),
  } satisfies Partial<Insertable<SubscriptionTable>>;
}

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

/** The subscriptions of all servers that the bot is in, paused and blocked ones too, a batch at a time. */
export async function* subscriptionsInJoinedGuilds(db: Db, batchSize = 100): AsyncGenerator<Subscription[]> {
  let last = "";
  for (;;) {
    const rows = await db
      .selectFrom("subscriptions")
      .innerJoin("guilds", "guilds.id", "subscriptions.guildId")
      .selectAll("subscriptions")
      .where("guilds.leftAt", "is", null)
      .where("subscriptions.id", ">", last)
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

/** Subscriptions that are due, the longest due first. They stay due. */
export async function dueSubscriptions(db: Db, now: number, limit: number): Promise<Subscription[]> {
  const due = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("dueAt", "<=", now)
    .orderBy("dueAt")
    .limit(limit)
    .execute();
  return due.map(toSubscription);
}

/**
 * The subscriptions whose pending deliveries are due, the longest due first. They are not due any more, and locked until
 * the transaction ends; those that another process has locked are left out.
 */
export async function takeDueSubscriptions(trx: Trx, now: number, limit: number): Promise<Subscription[]> {
  const rows = await trx
    .selectFrom("subscriptions")
    .selectAll()
    .where("dueAt", "<=", now)
    .orderBy("dueAt")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  const taken = rows.map(toSubscription);
  await inBatches(taken, (batch) =>
    trx
      .updateTable("subscriptions")
      .set({ dueAt: null })
      .where(
        "id",
        "in",
        batch.map(({ id }) => id),
      )
      .execute(),
  );
  return taken;
}

/**
 * Subscriptions of these servers that have pending deliveries, or something at each of their times, and no `dueAt`, except
 * paused ones: the bot has left the server, and joined it again.
 */
export async function forgottenSubscriptions(db: Db, guildIds: readonly string[]): Promise<Subscription[]> {
  const forgotten = db
    .selectFrom("subscriptions")
    .selectAll()
    .where("dueAt", "is", null)
    .where("state", "!=", "paused")
    .where(({ and, eb, exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom("deliveries")
            .select("paperId")
            .whereRef("deliveries.subscriptionId", "=", "subscriptions.id")
            .where("deliveries.messageId", "is", null),
        ),
        and([
          eb("cadence", "!=", "at once"),
          or(recurringKinds.map((kind) => eb("kinds", "like", `%${kind}%`))),
        ]),
      ]),
    );
  const found: Subscription[] = [];
  await inBatches(guildIds, async (batch) => {
    const rows = await forgotten.where("guildId", "in", batch).execute();
    found.push(...rows.map(toSubscription));
  });
  return found;
}

/** Nothing of these servers' subscriptions is due any more. */
export async function suspendSubscriptions(trx: Trx, guildIds: readonly string[]): Promise<void> {
  await inBatches(guildIds, (batch) =>
    trx.updateTable("subscriptions").set({ dueAt: null }).where("guildId", "in", batch).execute(),
  );
}

/** Whether pending deliveries are due. */
export async function hasDue(db: Db, now: number): Promise<boolean> {
  const row = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("dueAt", "<=", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The columns that change without an admin. */
export type Progress = Partial<
  Pick<Selectable<SubscriptionTable>, "state" | "reason" | "since" | "refusals" | "dueAt" | "lastSentAt">
>;

export async function updateProgress(db: Db, id: string, progress: Progress): Promise<void> {
  await db.updateTable("subscriptions").set(progress).where("id", "=", id).execute();
}

/**
 * Sets `dueAt` of subscriptions, unless it is set already. Their rows are locked in any case, so that another process
 * composes messages only after this transaction, with its deliveries.
 *
 * @param ids at least one, and at most one batch.
 */
export async function setDue(trx: Trx, ids: readonly string[], dueAt: number): Promise<void> {
  await trx
    .updateTable("subscriptions")
    .set(({ fn, ref, val }) => ({ dueAt: fn.coalesce(ref("dueAt"), val(dueAt)) }))
    .where("id", "in", ids)
    .execute();
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
