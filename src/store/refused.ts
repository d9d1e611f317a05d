import { z } from "zod";
import type { Db } from "./schema.js";

const titled = z.object({ title: z.string() });

/** A paper of a message that Discord refused for its content. */
export interface RefusedPaper {
  readonly title: string;
  readonly reason: string;
}

/** The papers that one subscription did not get because Discord refused their messages, the latest first. */
export async function refusedOf(db: Db, subscriptionId: string, limit = 10): Promise<RefusedPaper[]> {
  const picks = await db
    .selectFrom("messages")
    .innerJoin("featuredPapers", "featuredPapers.messageId", "messages.id")
    .select(["featuredPapers.paper", "messages.note", "messages.createdAt"])
    .where("messages.subscriptionId", "=", subscriptionId)
    .where("messages.step", "=", "refused")
    .orderBy("messages.createdAt", "desc")
    .limit(limit)
    .execute();
  const changes = await db
    .selectFrom("messages")
    .innerJoin("deliveries", "deliveries.messageId", "messages.id")
    .innerJoin("changes", "changes.id", "deliveries.changeId")
    .select(["changes.paper", "messages.note", "messages.createdAt"])
    .where("messages.subscriptionId", "=", subscriptionId)
    .where("messages.step", "=", "refused")
    .orderBy("messages.createdAt", "desc")
    .limit(limit)
    .execute();
  const rows = [...changes, ...picks].toSorted((a, b) => b.createdAt - a.createdAt).slice(0, limit);
  return rows.map(({ paper, note }) => ({
    title: titled.parse(JSON.parse(paper)).title,
    reason: note ?? "",
  }));
}
