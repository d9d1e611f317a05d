import { normaliseTitle } from "../normalise-title.js";
import { hardBreak, type Item, type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { findReference, looksLikeInstitution } from "./after-authors.js";
import { hasLabelledLink, hasLink } from "./has-link.js";
import { isAttribute } from "./labels.js";
import { namesAddress } from "./link-kind.js";
import { markedText } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { hasTitle, readEntry, titleOf } from "./read-entry.js";
import { looksLikeName, wordCount } from "./words.js";

/** Whether a nested bullet is an attribute of the item above, which then has a title; for repositories, a link too. */
export function isDetail({ runs }: Item, above: readonly Run[], venues: VenueRegistry): boolean {
  const links = runs.filter((run) => run.kind === "link");
  if (links.length > 0 && links.every((link) => namesAddress(link.text, link.url))) return hasLink(above);
  return isAttribute(runs, venues) && hasTitle(above, venues);
}

/** `Ann Bee and Cy Dee. *arXiv 2020*. [[pdf]](…)`: a nested bullet with links that has no title. */
export function isUntitled({ runs }: Item, venues: VenueRegistry): boolean {
  if (!hasLabelledLink(runs)) return false;
  const entry = titleOf(runs, venues);
  const people = entry?.titleKind === "text" ? readNameList(entry.title) : null;
  return entry === null || (people?.isCertain === true && people.people >= 2);
}

/** Whether a nested bullet without a link names the paper of an institution above it, which has the link. */
export function isReferenceOf({ runs }: Item, above: readonly Run[], venues: VenueRegistry): boolean {
  if (hasLink(runs)) return false;
  const title = titleOf(above, venues)?.title;
  if (title === undefined || !looksLikeInstitution(title)) return false;
  return findReference(markedText([hardBreak, ...runs], venues)) !== null;
}

/** Characters of names before the title of a reference. */
const minNamesLength = 8;

/** Whether a paragraph is `Bee, Ann, and Cy Dee. "Slow Waves." Journal of Tides 4 (2021). https://…`, a whole reference. */
export function isWholeReference(runs: readonly Run[], venues: VenueRegistry): boolean {
  if (!hasLink(runs)) return false;
  const entry = readEntry(runs, venues);
  if (entry?.titleKind !== "quoted" || wordCount(entry.title) < 3) return false;
  return entry.authors !== null || runsText(runs).indexOf(entry.title) > minNamesLength;
}

/** Words of a name that is not yet the title of a paper. */
const maxNameWords = 4;

/**
 * Whether a nested bullet without a link is the whole citation of the paper above it, which goes by its short name:
 * `VGG [[paper](…)]` and `Ann Bee, Cy Dee, Very Deep Tides for Waves, ICLR, 2015.`
 */
export function isCitationOf({ runs }: Item, above: readonly Run[], venues: VenueRegistry): boolean {
  if (hasLink(runs)) return false;
  const named = readEntry(above, venues);
  const cited = readEntry(runs, venues);
  if (named === null || cited === null || named.titleKind === "link" || named.authors !== null) return false;
  if (wordCount(cited.title) < 2 || looksLikeName(cited.title) || /\bthesis\b/i.test(cited.title))
    return false;
  if (normaliseTitle(named.title) === normaliseTitle(cited.title)) return true;
  if (cited.authors === null || wordCount(named.title) > maxNameWords) return false;
  const [first = ""] = named.title.split(" ");
  return cited.statements.length > 0 || (first.length >= 4 && cited.title.includes(first));
}
