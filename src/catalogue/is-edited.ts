import { normaliseTitle } from "./normalise-title.js";
import type { Link, Paper } from "./paper.js";
import { linkKey } from "./paper-keys.js";

/** The parts of a difference that are changes of another kind. */
export interface OtherChanges {
  /** `code-released` covers new code links. */
  readonly code: boolean;
  /** `accepted` covers the new venue and its year. */
  readonly venue: boolean;
}

/**
 * Whether two versions of a paper differ in anything that readers care about: title, venue, year, authors, links.
 *
 * Letter case, punctuation, the spelling of a link, its label, the order and the place in the list do not count.
 */
export function isEdited(before: Paper, after: Paper, others: OtherChanges): boolean {
  return (
    normaliseTitle(before.title) !== normaliseTitle(after.title) ||
    (!others.venue && (before.venue !== after.venue || before.year !== after.year)) ||
    normalise(before.authors) !== normalise(after.authors) ||
    !sameLinks(before.links, others.code ? withoutNewCode(before.links, after.links) : after.links)
  );
}

function normalise(text: string | null): string {
  return text === null ? "" : normaliseTitle(text);
}

function withoutNewCode(before: readonly Link[], after: readonly Link[]): Link[] {
  const earlier = new Set(before.map(targetOf));
  return after.filter((link) => link.kind !== "code" || earlier.has(targetOf(link)));
}

function sameLinks(before: readonly Link[], after: readonly Link[]): boolean {
  if (before.length === after.length && before.every(({ url }, i) => url === after[i]?.url)) return true;
  const targets = new Set(before.map(targetOf));
  const others = new Set(after.map(targetOf));
  return targets.size === others.size && [...targets].every((target) => others.has(target));
}

/** A link's key without the part that its label decides: a corrected label is not an edit. */
function targetOf(link: Link): string {
  return (
    linkKey(link)
      ?.replace(/^(?:code|page|url):/, "")
      .toLowerCase() ?? link.url
  );
}
