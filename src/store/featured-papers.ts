import type { Selectable } from "kysely";
import { z } from "zod";
import type { Paper } from "../catalogue/paper.js";
import { storedPaper } from "./changes.js";
import type { Db, FeaturedPaperTable, Trx } from "./schema.js";

const featuredKind = z.enum(["pick", "top"]);

/** A paper that a message shows without a change. */
export interface FeaturedPaper {
  /** From a shuffle; or among what people of the server found interesting. */
  readonly kind: z.output<typeof featuredKind>;
  readonly listId: string;
  /** As it was when it was drawn. */
  readonly paper: Paper;
  /** How many people found it interesting, of the top; of a pick 0. */
  readonly votes: number;
}

/** A round of a subscription's shuffle, and the papers that were in it already, the last one last. */
export interface PickRound {
  readonly round: number;
  readonly drawn: readonly string[];
}

/** The round that a subscription's shuffle is in; the first, where nothing was drawn yet. */
export async function pickRoundOf(db: Db, subscriptionId: string): Promise<PickRound> {
  const picks = db
    .selectFrom("featuredPapers")
    .where("subscriptionId", "=", subscriptionId)
    .where("kind", "=", "pick");
  const last = await picks.select("round").orderBy("round", "desc").limit(1).executeTakeFirst();
  if (last === undefined) return { round: 0, drawn: [] };
  const { round } = last;
  const drawn = await picks.select("paperId").where("round", "=", round).orderBy("position").execute();
  return { round, drawn: drawn.map(({ paperId }) => paperId) };
}

/** Inserts pending papers of one round, in their order. */
export async function insertFeatured(
  trx: Trx,
  subscriptionId: string,
  featured: readonly FeaturedPaper[],
  { round, position, now }: { readonly round: number; readonly position: number; readonly now: number },
): Promise<void> {
  if (featured.length === 0) return;
  const rows = featured.map(({ kind, listId, paper, votes }, index) => ({
    subscriptionId,
    kind,
    round,
    paperId: paper.id,
    position: position + index,
    listId,
    paper: JSON.stringify(storedPaper.parse(paper)),
    votes,
    drawnAt: now,
  }));
  await trx.insertInto("featuredPapers").values(rows).execute();
}

/** A subscription's pending papers. */
export async function pendingFeatured(db: Db, subscriptionId: string): Promise<FeaturedPaper[]> {
  const rows = await inOrder(db)
    .where("subscriptionId", "=", subscriptionId)
    .where("messageId", "is", null)
    .execute();
  return rows.map(toFeatured);
}

/** The papers that a message shows without a change. */
export async function featuredOfMessage(db: Db, messageId: string): Promise<FeaturedPaper[]> {
  return (await inOrder(db).where("messageId", "=", messageId).execute()).map(toFeatured);
}

/** Puts a subscription's pending papers into a message. */
export async function assignFeatured(trx: Trx, subscriptionId: string, messageId: string): Promise<void> {
  await trx
    .updateTable("featuredPapers")
    .set({ messageId })
    .where("subscriptionId", "=", subscriptionId)
    .where("messageId", "is", null)
    .execute();
}

/** The papers of a message become pending again: it was not posted. */
export async function releaseFeatured(trx: Trx, messageId: string): Promise<void> {
  await trx
    .updateTable("featuredPapers")
    .set({ messageId: null })
    .where("messageId", "=", messageId)
    .execute();
}

function inOrder(db: Db) {
  return db
    .selectFrom("featuredPapers")
    .selectAll()
    .orderBy("kind", "desc")
    .orderBy("round")
    .orderBy("position");
}

function toFeatured({ kind, listId, paper, votes }: Selectable<FeaturedPaperTable>): FeaturedPaper {
  return { kind: featuredKind.parse(kind), listId, paper: storedPaper.parse(JSON.parse(paper)), votes };
}
