import type { Selectable } from "kysely";
import type { Db, MessageTable, Trx } from "./schema.js";

/** The next step of a message. */
const messageSteps = ["send", "thread", "publish", "done", "refused"] as const;
export type MessageStep = (typeof messageSteps)[number];

/** A message that one process has claimed until its lease ends. */
export interface ClaimedMessage {
  readonly id: string;
  /** The token of the claim. */
  readonly owner: string;
  readonly subscriptionId: string;
  readonly step: MessageStep;
  readonly createdAt: number;
  readonly tries: number;
  /** Earlier attempts with unknown outcome. */
  readonly unknownAttempts: number;
  readonly firstTryAt: number;
  readonly postedChannelId: string | null;
  readonly postedMessageId: string | null;
}

/** Inserts a message that can be claimed from now on. */
export async function insertMessage(
  trx: Trx,
  {
    id,
    subscriptionId,
    now,
    position,
  }: { id: string; subscriptionId: string; now: number; position: number },
): Promise<void> {
  await trx
    .insertInto("messages")
    .values({
      id,
      subscriptionId,
      step: "send",
      createdAt: now,
      position,
      nextAt: now,
      owner: null,
      tries: 0,
      settled: 0,
      firstTryAt: null,
      postedChannelId: null,
      postedMessageId: null,
      sentAt: null,
      note: null,
    })
    .execute();
}

/**
 * Claims due messages, the longest due first, with a lease until `until`. The number of tries is on disk before
 * anything is sent, so after a crash it shows that the message may have been posted.
 *
 * @param owner a unique token: a process takes a new one for each claim.
 */
export async function claimMessages(
  db: Db,
  { owner, now, until, limit }: { owner: string; now: number; until: number; limit: number },
): Promise<ClaimedMessage[]> {
  const rows = await db
    .updateTable("messages")
    .set(({ fn, eb, ref }) => ({
      owner,
      nextAt: until,
      tries: eb("tries", "+", 1),
      firstTryAt: fn.coalesce(ref("firstTryAt"), eb.val(now)),
    }))
    // Repeated: with READ COMMITTED, PostgreSQL rechecks only the outer WHERE.
    .where("nextAt", "<=", now)
    .where("id", "in", (query) =>
      query
        .selectFrom("messages")
        .select("id")
        .where("nextAt", "<=", now)
        .orderBy("nextAt")
        .orderBy("createdAt")
        .orderBy("position")
        .limit(limit),
    )
    .returningAll()
    .execute();
  return rows
    .toSorted((a, b) => a.createdAt - b.createdAt || a.position - b.position)
    .map((row) => toClaimed(row, owner, now));
}

function toClaimed(row: Selectable<MessageTable>, owner: string, now: number): ClaimedMessage {
  const step = messageSteps.find((each) => each === row.step);
  if (step === undefined) throw new Error(`Message ${row.id} has an unknown step: ${row.step}`);
  const { id, subscriptionId, createdAt, tries, postedChannelId, postedMessageId } = row;
  return {
    id,
    owner,
    subscriptionId,
    step,
    createdAt,
    tries,
    unknownAttempts: tries - 1 - row.settled,
    firstTryAt: row.firstTryAt ?? now,
    postedChannelId,
    postedMessageId,
  };
}

type Claim = Pick<ClaimedMessage, "id" | "owner">;

export type MessageProgress = Partial<
  Pick<
    Selectable<MessageTable>,
    "step" | "nextAt" | "settled" | "postedChannelId" | "postedMessageId" | "sentAt" | "note"
  >
>;

/** Records the outcome of an attempt. @returns false, and changes nothing, if another claim has the message. */
export async function settleMessage(
  db: Db,
  { id, owner }: Claim,
  progress: MessageProgress,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("messages")
    .set(progress)
    .where("id", "=", id)
    .where("owner", "=", owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/**
 * Deletes a message that certainly was not posted: its deliveries become pending again.
 *
 * @returns false, and changes nothing, if another claim has the message.
 */
export async function cancelMessage(trx: Trx, { id, owner }: Claim): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("messages")
    .where("id", "=", id)
    .where("owner", "=", owner)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** The subscription of a message, also of one that was sent long ago. */
export async function subscriptionOfMessage(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom("messages")
    .select("subscriptionId")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.subscriptionId ?? null;
}
