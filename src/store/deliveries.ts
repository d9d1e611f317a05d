import type { ExpressionBuilder, Selectable } from "kysely";
import type { ChangeKind } from "../catalogue/change.js";
import type { Paper } from "../catalogue/paper.js";
import { changeKind, storedPaper } from "./changes.js";
import { inBatches } from "./in-batches.js";
import type { Database, Db, DeliveryTable, Trx } from "./schema.js";

/** One change for one subscription; the first four fields are the dedupe key. */
export interface Delivery {
  readonly subscriptionId: string;
  readonly paperId: string;
  readonly kind: ChangeKind;
  readonly discriminator: string;
  readonly changeId: string;
  /** Whether the operator asked for a digest. */
  readonly digest: boolean;
}

/** Inserts pending deliveries; existing keys are untouched, past ones too. */
export async function insertDeliveries(trx: Trx, deliveries: readonly Delivery[]): Promise<void> {
  const past = await pastKeys(trx, deliveries);
  const fresh = deliveries.filter((delivery) => !past.has(keyOf(delivery)));
  await inBatches(fresh, (batch) =>
    trx
      .insertInto("deliveries")
      .values(batch.map((delivery) => ({ ...delivery, digest: delivery.digest ? 1 : 0 })))
      .onConflict((conflict) =>
        conflict.columns(["subscriptionId", "paperId", "kind", "discriminator"]).doNothing(),
      )
      .execute(),
  );
}

type Key = Pick<Delivery, "subscriptionId" | "paperId" | "kind" | "discriminator">;

function keyOf({
  subscriptionId,
  paperId,
  kind,
  discriminator,
}: Omit<Key, "kind"> & { kind: string }): string {
  return JSON.stringify([subscriptionId, paperId, kind, discriminator]);
}

/** The keys of past deliveries of the same papers. */
async function pastKeys(trx: Trx, deliveries: readonly Key[]): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  await inBatches([...new Set(deliveries.map(({ paperId }) => paperId))], async (batch) => {
    const rows = await trx
      .selectFrom("pastDeliveries")
      .select(["subscriptionId", "paperId", "kind", "discriminator"])
      .where("paperId", "in", batch)
      .execute();
    for (const row of rows) keys.add(keyOf(row));
  });
  return keys;
}

/** The deliveries of these papers that come from other lists, sent or not, and past ones, whose paper is not kept. */
export async function announcedByOtherLists(
  db: Db,
  listId: string,
  paperIds: readonly string[],
): Promise<OtherListsDelivery[]> {
  const announced: OtherListsDelivery[] = [];
  await inBatches([...new Set(paperIds)], async (batch) => {
    const rows = await db
      .selectFrom("deliveries")
      .innerJoin("subscriptions", "subscriptions.id", "deliveries.subscriptionId")
      .innerJoin("changes", "changes.id", "deliveries.changeId")
      .select([
        "subscriptions.channelId",
        "deliveries.paperId",
        "deliveries.kind",
        "deliveries.discriminator",
        "changes.paper",
      ])
      .where("deliveries.paperId", "in", batch)
      .where("changes.listId", "!=", listId)
      .execute();
    const past = await db
      .selectFrom("pastDeliveries")
      .innerJoin("subscriptions", "subscriptions.id", "pastDeliveries.subscriptionId")
      .select([
        "subscriptions.channelId",
        "pastDeliveries.paperId",
        "pastDeliveries.kind",
        "pastDeliveries.discriminator",
      ])
      .where("pastDeliveries.paperId", "in", batch)
      .where("pastDeliveries.listId", "!=", listId)
      .execute();
    for (const { paper, ...row } of [...rows, ...past.map((row) => ({ ...row, paper: null }))])
      announced.push({
        ...row,
        kind: changeKind.parse(row.kind),
        paper: paper === null ? null : storedPaper.parse(JSON.parse(paper)),
      });
  });
  return announced;
}

interface OtherListsDelivery extends Pick<Delivery, "paperId" | "kind" | "discriminator"> {
  readonly channelId: string;
  readonly paper: Paper | null;
}

/** What is known of a delivery of another subscription. */
export interface OtherDelivery extends Key {
  /** Whether it is in a message, or was so long ago that the message is deleted. */
  readonly isComposed: boolean;
}

/** The deliveries of some papers to some subscriptions, pending, sent and past ones. */
export async function deliveriesOfSubscriptions(
  db: Db,
  subscriptionIds: readonly string[],
  paperIds: readonly string[],
): Promise<OtherDelivery[]> {
  const found: OtherDelivery[] = [];
  await inBatches([...new Set(paperIds)], async (batch) => {
    const rows = await db
      .selectFrom("deliveries")
      .select(["subscriptionId", "paperId", "kind", "discriminator", "messageId"])
      .where("subscriptionId", "in", subscriptionIds)
      .where("paperId", "in", batch)
      .execute();
    const past = await db
      .selectFrom("pastDeliveries")
      .select(["subscriptionId", "paperId", "kind", "discriminator"])
      .where("subscriptionId", "in", subscriptionIds)
      .where("paperId", "in", batch)
      .execute();
    const composed = [...rows, ...past.map((row) => ({ ...row, messageId: "" }))];
    found.push(
      ...composed.map(({ messageId, ...row }) => ({
        ...row,
        kind: changeKind.parse(row.kind),
        isComposed: messageId !== null,
      })),
    );
  });
  return found;
}

/** A subscription's pending deliveries, oldest first. */
export async function pendingDeliveries(db: Db, subscriptionId: string): Promise<Delivery[]> {
  const rows = await deliveriesInOrder(db)
    .where("deliveries.subscriptionId", "=", subscriptionId)
    .where("deliveries.messageId", "is", null)
    .execute();
  return rows.map(toDelivery);
}

/** The deliveries in a message, oldest first. */
export async function deliveriesOfMessage(db: Db, messageId: string): Promise<Delivery[]> {
  return (await deliveriesInOrder(db).where("deliveries.messageId", "=", messageId).execute()).map(
    toDelivery,
  );
}

function deliveriesInOrder(db: Db) {
  return db
    .selectFrom("deliveries")
    .innerJoin("changes", "changes.id", "deliveries.changeId")
    .selectAll("deliveries")
    .orderBy("changes.recordedAt")
    .orderBy("changes.position");
}

function toDelivery(row: Selectable<DeliveryTable>): Delivery {
  return { ...row, kind: changeKind.parse(row.kind), digest: row.digest === 1 };
}

/** Whether a subscription has pending deliveries. */
export async function hasPending(db: Db, subscriptionId: string): Promise<boolean> {
  const row = await db
    .selectFrom("deliveries")
    .select("paperId")
    .where("subscriptionId", "=", subscriptionId)
    .where("messageId", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a pending delivery into a message. */
export async function assignDelivery(trx: Trx, delivery: Delivery, messageId: string): Promise<void> {
  await trx.updateTable("deliveries").set({ messageId }).where(isPending(delivery)).execute();
}

const isPending =
  ({ subscriptionId, paperId, kind, discriminator }: Key) =>
  ({ and, eb }: ExpressionBuilder<Database, "deliveries">) =>
    and([and({ subscriptionId, paperId, kind, discriminator }), eb("messageId", "is", null)]);

/** Deletes a pending delivery. */
export async function deleteDelivery(trx: Trx, delivery: Delivery): Promise<void> {
  await trx.deleteFrom("deliveries").where(isPending(delivery)).execute();
}

/** The state of every delivery of a paper to a server: that of its message, null while it is pending. */
export async function deliveryRowsOfPaper(db: Db, guildId: string, paperId: string) {
  return await db
    .selectFrom("deliveries")
    .innerJoin("subscriptions", "subscriptions.id", "deliveries.subscriptionId")
    .leftJoin("messages", "messages.id", "deliveries.messageId")
    .select([
      "subscriptions.channelId",
      "deliveries.subscriptionId",
      "deliveries.changeId",
      "deliveries.kind",
      "deliveries.discriminator",
      "messages.step",
      "messages.note",
      "messages.sentAt",
      "messages.postedChannelId",
      "messages.postedMessageId",
    ])
    .where("subscriptions.guildId", "=", guildId)
    .where("deliveries.paperId", "=", paperId)
    .execute();
}

/** The subscriptions of a server to which a paper was announced so long ago that its changes are deleted. */
export async function pastSubscriptionsOfPaper(db: Db, guildId: string, paperId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("pastDeliveries")
    .innerJoin("subscriptions", "subscriptions.id", "pastDeliveries.subscriptionId")
    .select("pastDeliveries.subscriptionId")
    .distinct()
    .where("subscriptions.guildId", "=", guildId)
    .where("pastDeliveries.paperId", "=", paperId)
    .execute();
  return rows.map(({ subscriptionId }) => subscriptionId);
}

export type DeliveryRow = Readonly<Awaited<ReturnType<typeof deliveryRowsOfPaper>>[number]>;
