import type { Delivery } from "../store/deliveries.js";
import type { Subscription } from "../store/subscription.js";

/** More than these for one subscription at one time become one message. */
const MOST_SINGLE = 3;

/**
 * What goes into one message with what: each announcement alone where they are few, all of them as one digest where
 * they are many, where the cadence or the operator asks for it, and where they are what was missed.
 */
export function groupWaiting(
  { cadence, state }: Pick<Subscription, "cadence" | "state">,
  waiting: readonly Delivery[],
): (readonly Delivery[])[] {
  if (waiting.length === 0) return [];
  const together =
    cadence.kind !== "at once" ||
    state.kind !== "active" ||
    waiting.length > MOST_SINGLE ||
    waiting.some(({ digest }) => digest);
  return together ? [waiting] : waiting.map((delivery) => [delivery]);
}
