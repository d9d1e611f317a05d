import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { next, start } from "../catalogue/shuffle.js";
import { eachInSlices } from "../reading/in-slices.js";
import { hasPending } from "../store/deliveries.js";
import { dueSubscriptions } from "../store/due-subscriptions.js";
import {
  type FeaturedPaper,
  insertFeatured,
  pendingFeatured,
  pickRoundOf,
} from "../store/featured-papers.js";
import type { Db, Trx } from "../store/schema.js";
import { isRecurring, type Subscription } from "../store/subscription.js";
import { topSince } from "../store/votes.js";

/** A paper, and the lists that have it. */
export type ListedPaper = Paper & Pick<MergedPaper, "lists">;

/**
 * The papers of the lists that a subscription's server sees and that its filter finds; null while they are still being
 * read.
 */
export type PapersFor = (
  subscription: Pick<Subscription, "guildId" | "query">,
) => readonly ListedPaper[] | null;

/** The papers among which to draw, by the ids of subscriptions. */
export type Drawable = ReadonlyMap<string, readonly ListedPaper[] | null>;

const day = 86_400_000;
/** How far back the top of a digest reaches, in milliseconds. */
const periods = { daily: day, weekly: 7 * day, monthly: 31 * day } as const;
/** The top names as many. */
const maxTop = 5;

/** Finds the papers for the due subscriptions that draw. Filtering takes long, so it comes before the transaction. */
export async function findDrawable(
  db: Db,
  now: number,
  limit: number,
  papersFor: PapersFor,
): Promise<Drawable> {
  const due = (await dueSubscriptions(db, now, limit)).filter(isRecurring);
  const found = new Map<string, readonly ListedPaper[] | null>();
  await eachInSlices(due, (subscription) => found.set(subscription.id, papersFor(subscription)));
  return found;
}

/**
 * Draws what a subscription announces without a change, as pending papers. Together with ending its being due this is one
 * transaction, so each time draws once, whatever crashes and however many processes there are. What is pending still is
 * not drawn again.
 */
export async function drawFeatured(
  trx: Trx,
  subscription: Subscription,
  papers: readonly ListedPaper[],
  now: number,
): Promise<void> {
  const { id, kinds } = subscription;
  const pending = await pendingFeatured(trx, id);
  const isPending = (kind: FeaturedPaper["kind"]) => pending.some((one) => one.kind === kind);
  const top = kinds.includes("top") && !isPending("top") ? await topOf(trx, subscription, papers, now) : [];
  await insertFeatured(trx, id, top, { round: now, position: 0, now });
  if (isPending("pick")) return;
  const isQuiet = pending.length + top.length === 0 && !(await hasPending(trx, id));
  if (kinds.includes("pick") || (kinds.includes("quiet-pick") && isQuiet))
    await drawPick(trx, id, papers, now);
}

/**
 * The next paper of a shuffle of a subscription's own: by a hash of round and paper, among those that were not in this
 * round. So a paper that is new joins the round, one that was removed is passed over, and none is repeated before all
 * were in it.
 */
async function drawPick(trx: Trx, id: string, papers: readonly ListedPaper[], now: number): Promise<void> {
  const { round, drawn } = await pickRoundOf(trx, id);
  const known = new Set(drawn);
  const fresh = papers.filter((paper) => !known.has(paper.id));
  const isNewRound = fresh.length === 0;
  const inRound = isNewRound ? round + 1 : round;
  // The last of a round is not the first of the next one, unless it is the only paper.
  const others = isNewRound ? papers.filter((paper) => paper.id !== drawn.at(-1)) : fresh;
  const found = next(others.length > 0 ? others : papers, id, start(inRound));
  const paper = papers.find((one) => one.id === found?.paper.id);
  if (paper === undefined) return;
  const pick = featured("pick", paper, 0);
  const position = isNewRound ? 0 : drawn.length;
  await insertFeatured(trx, id, [pick], { round: inRound, position, now });
}

/** What people of the server found interesting since the last time, most votes first. */
async function topOf(
  trx: Trx,
  { guildId, cadence }: Subscription,
  papers: readonly ListedPaper[],
  now: number,
): Promise<FeaturedPaper[]> {
  if (cadence.kind === "at once") return [];
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return (await topSince(trx, guildId, now - periods[cadence.kind]))
    .flatMap(({ paperId, votes }) => {
      const paper = byId.get(paperId);
      return paper === undefined ? [] : [featured("top", paper, votes)];
    })
    .slice(0, maxTop);
}

function featured(kind: FeaturedPaper["kind"], paper: ListedPaper, votes: number): FeaturedPaper {
  return { kind, listId: paper.lists[0] ?? "", paper, votes };
}
