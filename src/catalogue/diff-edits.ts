import { normaliseTitle } from "./normalise-title.js";
import type { Link, Paper } from "./paper.js";
import { linkKey } from "./strong-keys.js";

/** What of a difference is told by another kind of change already. */
export interface Told {
  /** `code-released` tells new code links. */
  readonly code: boolean;
  /** `accepted` tells the new venue and its year. */
  readonly venue: boolean;
}

/**
 * Whether two versions of a paper differ in anything that readers care for: title, venue, year, authors, links.
 *
 * Other letter case or punctuation, another spelling of the same link, another label, another order and another place
 * in the list are no edits.
 */
export function isEdited(before: Paper, after: Paper, told: Told): boolean {
  return (
    normaliseTitle(before.title) !== normaliseTitle(after.title) ||
    (!told.venue && (before.venue !== after.venue || before.year !== after.year)) ||
    words(before.authors) !== words(after.authors) ||
    !sameLinks(before.links, told.code ? withoutNewCode(before.links, after.links) : after.links)
  );
}

function words(text: string | null): string {
  return text === null ? "" : normaliseTitle(text);
}

function withoutNewCode(before: readonly Link[], after: readonly Link[]): Link[] {
  const had = new Set(before.map(linkName));
  return after.filter((link) => link.kind !== "code" || had.has(linkName(link)));
}

function sameLinks(before: readonly Link[], after: readonly Link[]): boolean {
  if (before.length === after.length && before.every(({ url }, i) => url === after[i]?.url)) return true;
  const names = new Set(before.map(linkName));
  const others = new Set(after.map(linkName));
  return names.size === others.size && [...names].every((name) => others.has(name));
}

/** A link's key without what its label says of it: a label that was put right is no edit. */
function linkName(link: Link): string {
  return (
    linkKey(link)
      ?.replace(/^(?:code|page|url):/, "")
      .toLowerCase() ?? link.url
  );
}
