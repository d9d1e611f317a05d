import type { Subscription } from "../store/subscription.js";
import { nextDueAt } from "./next-digest.js";

const MINUTE = 60_000;
/** Minutes between attempts on a channel that refuses: soon at first, once a day for ever. */
const GAPS = [5, 15, 60, 240, 720, 1440];

/** Milliseconds until the next attempt on a channel that has refused this often in a row. */
export function probeGap(refusals: number): number {
  return (GAPS[Math.min(refusals, GAPS.length) - 1] ?? GAPS[0] ?? 0) * MINUTE;
}

/** When something that begins to wait now is to be told; null while an admin has the subscription paused. */
export function dueAtFor(
  { state, cadence, refusals }: Pick<Subscription, "state" | "cadence" | "refusals">,
  now: number,
): number | null {
  if (state.kind === "paused") return null;
  return state.kind === "blocked" ? now + probeGap(refusals) : nextDueAt(cadence, now);
}
