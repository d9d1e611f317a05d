import { hasPending } from "../store/deliveries.js";
import type { Trx } from "../store/schema.js";
import { isRecurring, type Subscription } from "../store/subscription.js";
import { nextDueAt } from "./next-digest.js";

const minute = 60_000;
/** Minutes between attempts on a refusing channel; the last value repeats. */
const probeGaps = [5, 15, 60, 240, 720, 1440];

/** Milliseconds until the next attempt on a channel that has refused this often in a row. */
export function probeGap(refusals: number): number {
  return (probeGaps[Math.max(refusals, 1) - 1] ?? probeGaps.at(-1) ?? 0) * minute;
}

/** When new pending work becomes due; null while an admin has the subscription paused. */
export function dueAtFor(
  { state, cadence, refusals }: Pick<Subscription, "state" | "cadence" | "refusals">,
  now: number,
): number | null {
  if (state.kind === "paused") return null;
  return state.kind === "blocked" ? now + probeGap(refusals) : nextDueAt(cadence, now);
}

/** The columns of a subscription that becomes active, or is active and has new settings. */
export async function activation(
  trx: Trx,
  { id, cadence, kinds }: Pick<Subscription, "id" | "cadence" | "kinds">,
  now: number,
) {
  const isDue = isRecurring({ cadence, kinds }) || (await hasPending(trx, id));
  const dueAt = isDue ? nextDueAt(cadence, now) : null;
  return { state: "active", reason: null, since: now, refusals: 0, dueAt };
}
