import type { Selectable } from "kysely";
import type { Db, MessageTable, Trx } from "./schema.js";

/** What is to be done next with a message. */
export const messageSteps = ["send", "thread", "publish", "done", "refused"] as const;
export type MessageStep = (typeof messageSteps)[number];

/** A message that is on its way, taken by one process for a while. */
export interface ClaimedMessage {
  readonly id: string;
  readonly subscriptionId: string;
  readonly step: MessageStep;
  readonly createdAt: number;
  readonly tries: number;
  /** Earlier attempts that may have posted it: whoever made them did not live, or hear, to say. */
  readonly doubts: number;
  readonly firstTryAt: number;
  readonly postedChannelId: string | null;
  readonly postedMessageId: string | null;
}

/** A message with nothing done yet, that anybody may take from now on. */
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
 * Takes messages whose time has come, the longest waiting first, for this owner alone until `until`. The count of
 * tries is on disk before anything is sent, so after a crash it is known that something may have been.
 *
 * @param owner a token that nobody else uses: the same process takes a new one for each claim.
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
    // Said twice: PostgreSQL asks the outer condition again of a row that another process has just taken.
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
    .map((row) => toClaimed(row, now));
}

function toClaimed(row: Selectable<MessageTable>, now: number): ClaimedMessage {
  const step = messageSteps.find((each) => each === row.step);
  if (step === undefined) throw new Error(`Message ${row.id} has an unknown step: ${row.step}`);
  const { id, subscriptionId, createdAt, tries, postedChannelId, postedMessageId } = row;
  return {
    id,
    subscriptionId,
    step,
    createdAt,
    tries,
    doubts: tries - 1 - row.settled,
    firstTryAt: row.firstTryAt ?? now,
    postedChannelId,
    postedMessageId,
  };
}

export type MessageProgress = Partial<
  Pick<
    Selectable<MessageTable>,
    "step" | "nextAt" | "settled" | "postedChannelId" | "postedMessageId" | "sentAt" | "note"
  >
>;

/** Writes what became of an attempt. @returns false, and nothing is written, where the lease has passed on. */
export async function settleMessage(
  db: Db,
  { id, owner }: { id: string; owner: string },
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
 * Takes back a message of which it is certain that it was not posted: its deliveries wait again.
 *
 * @returns false where the lease has passed on.
 */
export async function takeBackMessage(
  trx: Trx,
  { id, owner }: { id: string; owner: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("messages")
    .where("id", "=", id)
    .where("owner", "=", owner)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** The subscription a message belongs to: for the buttons of a message that was sent long ago. */
export async function subscriptionOfMessage(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom("messages")
    .select("subscriptionId")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.subscriptionId ?? null;
}
