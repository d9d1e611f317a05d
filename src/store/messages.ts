import type { Selectable, Updateable } from "kysely";
import { z } from "zod";
import { releaseFeatured } from "./featured-papers.js";
import type { Db, MessageTable, Trx } from "./schema.js";

/** The next step of a message. */
const messageStep = z.enum(["send", "thread", "publish", "done", "refused"]);
export type MessageStep = z.output<typeof messageStep>;

/** A message that one process has claimed until its lease ends. */
export interface ClaimedMessage extends Readonly<Selectable<MessageTable>> {
  readonly owner: string;
  readonly step: MessageStep;
  readonly firstTryAt: number;
  /** Earlier attempts with unknown outcome. */
  readonly unknownAttempts: number;
}

/** Inserts a message that can be claimed from now on. */
export async function insertMessage(
  trx: Trx,
  { now, ...message }: { id: string; subscriptionId: string; now: number; position: number },
): Promise<void> {
  const due = { step: "send", createdAt: now, nextAt: now, tries: 0, settled: 0 };
  await trx
    .insertInto("messages")
    .values({ ...message, ...due })
    .execute();
}

/** Whether a message is due. */
export async function hasClaimable(db: Db, now: number): Promise<boolean> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .where("nextAt", "<=", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Claims due messages, the longest due first, with a lease until `until`. The number of tries is on disk before
 * anything is sent, so after a crash it shows that the message may have been posted.
 *
 * @param owner a unique token: a process takes a new one for each claim.
 * @param sentAfter when the messages can have been posted at the earliest, by Discord's clock
 */
export async function claimMessages(
  db: Db,
  {
    owner,
    now,
    until,
    limit,
    sentAfter = now,
  }: { owner: string; now: number; until: number; limit: number; sentAfter?: number },
): Promise<ClaimedMessage[]> {
  const rows = await db
    // In a WITH, so that PostgreSQL locks these rows once, and no more than the limit.
    .with("due", (query) =>
      query
        .selectFrom("messages")
        .select("id")
        .where("nextAt", "<=", now)
        .orderBy("nextAt")
        .orderBy("createdAt")
        .orderBy("position")
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("messages")
    .set(({ fn, eb, ref }) => ({
      owner,
      nextAt: until,
      tries: eb("tries", "+", 1),
      firstTryAt: fn.coalesce(ref("firstTryAt"), eb.val(sentAfter)),
    }))
    .where("id", "in", (query) => query.selectFrom("due").select("id"))
    .returningAll()
    .execute();
  return rows
    .toSorted((a, b) => a.createdAt - b.createdAt || a.position - b.position)
    .map((row) => ({
      ...row,
      owner,
      step: messageStep.parse(row.step),
      firstTryAt: row.firstTryAt ?? sentAfter,
      unknownAttempts: row.tries - 1 - row.settled,
    }));
}

type Claim = Pick<ClaimedMessage, "id" | "owner">;

export type MessageProgress = Pick<
  Updateable<MessageTable>,
  "nextAt" | "settled" | "postedChannelId" | "postedMessageId" | "sentAt" | "note"
> & { readonly step?: MessageStep };

/** Whether a claim is still the last one: another process claims the message once its lease is over. */
export async function holdsClaim(db: Db, { id, owner }: Claim): Promise<boolean> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .where("id", "=", id)
    .where("owner", "=", owner)
    .executeTakeFirst();
  return row !== undefined;
}

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
 * Gives back a claimed message that was not tried: it can be claimed at once, and no attempt counts as unknown.
 *
 * @returns false, and changes nothing, if another claim has the message.
 */
export async function giveBackMessage(
  db: Db,
  message: Claim & Pick<ClaimedMessage, "settled">,
  now: number,
): Promise<boolean> {
  return await settleMessage(db, message, { nextAt: now, settled: message.settled + 1 });
}

/**
 * Deletes a message that certainly was not posted: its deliveries and its papers become pending again.
 *
 * @returns false, and changes nothing, if another claim has the message.
 */
export async function cancelMessage(trx: Trx, { id, owner }: Claim): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("messages")
    .where("id", "=", id)
    .where("owner", "=", owner)
    .executeTakeFirstOrThrow();
  if (numDeletedRows !== 1n) return false;
  await releaseFeatured(trx, id);
  return true;
}

/** What went wrong with a subscription's messages, that is not a refusal of its content or of its channel. */
export interface MessageTroubles {
  /** Why a message is not sent yet; null if none waits. */
  readonly unsent: string | null;
  /** What failed after the last one was sent: its thread, or its publication. */
  readonly unfinished: string | null;
}

export async function troublesOf(db: Db, subscriptionId: string): Promise<MessageTroubles> {
  const notes = db.selectFrom("messages").select("note").where("subscriptionId", "=", subscriptionId);
  const unsent = await notes
    .where("step", "=", "send")
    .where("note", "is not", null)
    .orderBy("createdAt")
    .limit(1)
    .executeTakeFirst();
  const last = await notes
    .where("sentAt", "is not", null)
    .orderBy("sentAt", "desc")
    .orderBy("createdAt", "desc")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return { unsent: unsent?.note ?? null, unfinished: last?.note ?? null };
}
