import type { GuildMembership } from "../announce/guild-membership.js";
import type { Failures } from "../interactions/failures.js";
import { createOnce } from "../processes/once.js";
import { deleteDraftsBefore } from "../store/drafts.js";
import { deletePositionsBefore } from "../store/positions.js";
import { deletePressesBefore } from "../store/presses.js";
import type { Db } from "../store/schema.js";
import { sweepHistory } from "../store/sweep-history.js";
import type { Parts } from "./create-parts.js";

/** Time between two runs. Milliseconds. */
const interval = 60_000;
const day = 86_400_000;
/** For how long what a person filled in or pressed is kept, and a position of `/random` that is not used. Milliseconds. */
const draftTime = 1 * day;
const positionTime = 90 * day;

interface HousekeepingDeps extends Pick<Parts, "lists" | "details" | "announceLate"> {
  readonly db: Db;
  readonly guildMembership: Pick<GuildMembership, "sweep">;
  /** For how long the history is kept. Days. */
  readonly historyDays: number;
  readonly failures: Failures;
}

/**
 * Runs the chores one after another, again and again, until it is stopped. What one run can do for all processes, one of
 * them does. A chore that throws is logged and does not stop the others.
 */
export function startHousekeeping(deps: HousekeepingDeps): { readonly stop: () => void } {
  const { db, guildMembership, historyDays, failures, lists, details, announceLate } = deps;
  const once = createOnce({ db });
  const sweep = async (): Promise<void> => {
    await guildMembership.sweep();
    await sweepHistory(db, Date.now() - historyDays * day);
    await deleteDraftsBefore(db, Date.now() - draftTime);
    await deletePressesBefore(db, Date.now() - draftTime);
    await deletePositionsBefore(db, Date.now() - positionTime);
  };
  const chores: readonly (() => Promise<unknown>)[] = [
    () => once("housekeeping", Math.floor(Date.now() / interval) * interval, sweep),
    lists.refresh,
    details.refresh,
    announceLate,
    lists.sweepMirrors,
  ];
  const timer = setInterval(async () => {
    for (const chore of chores) await failures.run("housekeeping", async () => void (await chore()));
  }, interval);
  return { stop: () => clearInterval(timer) };
}
