import { normaliseTitle } from "./normalise-title.js";
import type { Link, Paper } from "./paper.js";
import { linkKey } from "./paper-keys.js";

/**
 * Whether two versions of a paper differ in anything that readers care about: title, venue, year, authors, links.
 *
 * Letter case, punctuation, the spelling of a link, its label, the order and the place in the list do not count.
 *
 * @param covered what other changes announce: new code, or a new venue and its year
 */
export function isEdited(
  before: Paper,
  after: Paper,
  covered: { readonly code: boolean; readonly venue: boolean },
): boolean {
  return (
    normaliseTitle(before.title) !== normaliseTitle(after.title) ||
    (!covered.venue && (before.venue !== after.venue || before.year !== after.year)) ||
    normaliseTitle(before.authors ?? "") !== normaliseTitle(after.authors ?? "") ||
    (before.links !== after.links && areLinksEdited(before.links, after.links, covered.code))
  );
}

function areLinksEdited(before: readonly Link[], after: readonly Link[], isCodeCovered: boolean): boolean {
  const earlier = new Set(before.map(targetOf));
  const counted = after.filter(
    (link) => !isCodeCovered || link.kind !== "code" || earlier.has(targetOf(link)),
  );
  const later = new Set(counted.map(targetOf));
  return earlier.size !== later.size || [...earlier].some((target) => !later.has(target));
}

/** A link's key without the part that its label decides: a corrected label is not an edit. */
function targetOf(link: Link): string {
  return (
    linkKey(link)
      ?.replace(/^(?:code|page|url):/, "")
      .toLowerCase() ?? link.url
  );
}
