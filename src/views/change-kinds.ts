import { type ChangeKind, changeKinds } from "../catalogue/change.js";

/** The names of the kinds of change. */
export const kindNames: Readonly<Record<ChangeKind, string>> = {
  added: "new papers",
  "code-released": "code releases",
  accepted: "acceptances",
  edited: "edits",
  removed: "removals",
};

/** The default kinds of a subscription: what readers want to be notified of. */
export const newsKinds: readonly ChangeKind[] = ["added", "code-released", "accepted"];

/** The choices of /subscribe; editing a subscription allows any other set. */
export const kindChoices = {
  "all news": newsKinds,
  "new papers": ["added"],
  "code releases": ["code-released"],
  acceptances: ["accepted"],
  "everything, edits and removals too": changeKinds,
} as const satisfies Record<string, readonly ChangeKind[]>;

/** `new papers, code releases`. */
export function formatKinds(kinds: readonly ChangeKind[]): string {
  return kinds.map((kind) => kindNames[kind]).join(", ");
}
