import { changesAwaitingDetails, deleteAwaitingDetails } from "../store/awaiting-details.js";
import type { RecordedChange } from "../store/changes.js";
import type { Db } from "../store/schema.js";
import { type AnnouncedList, announce } from "./announce-changes.js";
import type { ReadFilter } from "./plan-deliveries.js";

/** Later than this a paper is no news. Milliseconds. */
const maxDelay = 14 * 86_400_000;

interface AnnounceLateOptions {
  /** Papers of which more has become known. */
  readonly paperIds: readonly string[];
  /** Null for a list that is not served any more. */
  readonly listOf: (listId: string) => AnnouncedList | null;
  readonly readFilter: ReadFilter;
  readonly now: number;
}

/**
 * Announces papers to the subscriptions that ask for an author, once the authors are known: when a paper is added to a
 * list they rarely are. A subscription that got the paper already does not get it again.
 *
 * @returns whether anything may be due now
 */
export async function announceLate(db: Db, options: AnnounceLateOptions): Promise<boolean> {
  const { paperIds, listOf, readFilter, now } = options;
  const waiting = await changesAwaitingDetails(db, paperIds);
  if (waiting.length === 0) return false;
  /** The changes that were recorded together. */
  const commits = new Map<string, RecordedChange[]>();
  for (const change of waiting) {
    if (change.recordedAt < now - maxDelay) continue;
    const commit = `${change.recordedAt} ${change.listId}`;
    commits.set(commit, [...(commits.get(commit) ?? []), change]);
  }
  await db.transaction().execute(async (trx) => {
    for (const changes of commits.values()) {
      const [first] = changes;
      const list = first === undefined ? null : listOf(first.listId);
      if (first === undefined || list === null) continue;
      await announce(trx, [{ changes, mode: "announcements" }], {
        list,
        readFilter,
        now,
        accepts: ({ query, createdAt }) => createdAt <= first.recordedAt && /(?:^|\s)-?author:/i.test(query),
      });
    }
    await deleteAwaitingDetails(
      trx,
      waiting.map(({ id }) => id),
    );
  });
  return commits.size > 0;
}
