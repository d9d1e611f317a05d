import { type ChangeKind, changeKinds } from "../catalogue/change.js";
import { count, safe } from "../interactions/text.js";
import type { FeaturedPaper } from "../store/featured-papers.js";
import { type AnnouncedChange, listsLine, type MessageContext } from "./announced.js";
import { published } from "./paper-lines.js";

const maxVenues = 2;

const nouns: Readonly<Record<ChangeKind, readonly [string, string]>> = {
  added: ["new paper", "new papers"],
  "also-listed": ["paper of another list", "papers of other lists"],
  "code-released": ["code release", "code releases"],
  accepted: ["acceptance", "acceptances"],
  edited: ["edited entry", "edited entries"],
  removed: ["removed entry", "removed entries"],
};

/** What a digest has, in a sentence that reads well as a notification. */
export function summaryOf(
  changes: readonly AnnouncedChange[],
  featured: readonly FeaturedPaper[],
  { listName, span }: Pick<MessageContext, "listName" | "span">,
): string {
  const top = featured.filter(({ kind }) => kind === "top");
  const picks = featured.filter(({ kind }) => kind === "pick");
  return [
    ...(changes.length === 0 ? [] : [`${countKinds(changes)} in ${listsLine(changes, listName)}`]),
    ...(top.length === 0 ? [] : [`Top of the ${span ?? "week"}: ${titles(top)}`]),
    ...(picks.length === 0 ? [] : [`A pick: ${titles(picks)}`]),
  ].join(" · ");
}

/** `5 new papers (ICLR 2024), 1 code release`. */
export function countKinds(changes: readonly AnnouncedChange[]): string {
  return changeKinds
    .map((kind) => changes.filter((change) => change.kind === kind))
    .flatMap((ofKind) => {
      const [first] = ofKind;
      if (first === undefined) return [];
      const venues = first.kind === "added" ? venuesOf(ofKind) : "";
      return [`${count(ofKind.length, ...nouns[first.kind])}${venues === "" ? "" : ` (${venues})`}`];
    })
    .join(", ");
}

/** Where they were published, the most frequent first: `ICLR 2024, NeurIPS 2023 and 2 more`. */
function venuesOf(changes: readonly AnnouncedChange[]): string {
  const counts = new Map<string, number>();
  for (const { paper } of changes) {
    if (paper.venue !== null) counts.set(published(paper), (counts.get(published(paper)) ?? 0) + 1);
  }
  const venues = [...counts].sort(([, a], [, b]) => b - a).map(([venue]) => venue);
  const more = venues.length - maxVenues;
  return `${venues.slice(0, maxVenues).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** `SmoothQuant and 2 more`. */
function titles(featured: readonly FeaturedPaper[]): string {
  const [first] = featured;
  if (first === undefined) return "";
  return `${safe(first.paper.title, 200)}${featured.length > 1 ? ` and ${featured.length - 1} more` : ""}`;
}
