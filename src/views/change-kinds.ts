import { type ChangeKind, changeKinds } from "../catalogue/change.js";
import type { SubscriptionKind } from "../store/subscription.js";

/** What a subscription can ask for, in the order of the bits in a custom_id. */
export const allKinds: readonly SubscriptionKind[] = [...changeKinds, "pick", "quiet-pick", "top"];

/** The names of what a subscription can ask for. */
export const kindNames: Readonly<Record<SubscriptionKind, string>> = {
  added: "new papers",
  "also-listed": "papers of other lists, also in one more now",
  "code-released": "code releases",
  accepted: "acceptances",
  edited: "edits",
  removed: "removals",
  pick: "a pick each time",
  "quiet-pick": "a pick where nothing changed",
  top: "what this server found interesting",
};

/** The default kinds of a subscription: what readers want to be notified of. */
export const newsKinds: readonly ChangeKind[] = ["added", "code-released", "accepted"];

/** The choices of /subscribe; editing a subscription allows any other set. */
export const kindChoices = {
  "all news": newsKinds,
  "new papers": ["added"],
  "code releases": ["code-released"],
  acceptances: ["accepted"],
  "papers that are also in one more list now": ["also-listed"],
  "everything, edits and removals too": changeKinds,
  picks: ["pick"],
  "all news, or a pick where there is none": [...newsKinds, "quiet-pick"],
  "top: what this server found interesting": ["top"],
} as const satisfies Record<string, readonly SubscriptionKind[]>;

/** When a subscription of these kinds announces if nobody says so: changes at once, picks daily, and others weekly. */
export function defaultCadence(kinds: readonly SubscriptionKind[]): string {
  if (kinds.includes("top") || kinds.includes("quiet-pick")) return "weekly";
  return kinds.includes("pick") ? "daily" : "at once";
}

/** `new papers, code releases`. */
export function formatKinds(kinds: readonly SubscriptionKind[]): string {
  return kinds.map((kind) => kindNames[kind]).join(", ");
}
