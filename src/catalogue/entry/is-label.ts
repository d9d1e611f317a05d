import { memoText } from "../memo.js";
import type { VenueRegistry } from "../venues.js";
import type { LinkRun } from "./flat-text.js";
import { kindOfLabel } from "./link-kind.js";
import { readsLikeJournal, readUnknownVenue, readVenue } from "./read-venue.js";
import { withoutEmoji, wordCount } from "./words.js";

/** Words that may accompany the decisive one in a label. */
const filler = new Set(
  "official unofficial link here the in of on to by our original new reproduced third party community open available coming soon construction final conference journal version camera ready full workshop main and with for v extended".split(
    " ",
  ),
);

/** Whether a link only names its target (`Paper`, `ICLR 2024`, a badge, a bare URL), and so is not a title. */
export function isLabel(link: LinkRun, venues: VenueRegistry): boolean {
  return link.picture !== null || link.bare || isLabelLike(link.text, venues);
}

const isLabelLike = memoText((label, venues) => {
  const text = withoutEmoji(label).trim();
  if (!/\p{L}/u.test(text) || /^(?:doi:? *)?10\.\d{4,9}\/|^arxiv: *\d{4}/i.test(text)) return true;
  if (/^[[(【].*[\])】]$/u.test(text) && wordCount(text) <= 4) return true;
  return (
    isLabelText(text) ||
    readsLikeJournal(text) ||
    readVenue(text, venues) !== null ||
    (wordCount(text) <= 3 && readUnknownVenue(text) !== null)
  );
});

/** `PyTorch (author)`, `Official Code`, `papar`: every word is one of a label. */
export function isLabelText(text: string): boolean {
  const bare = text.replace(/\([^)]*\)?/g, " ").replace(/[[\]【】]/g, " ");
  const words = bare.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (words.length === 0 || words.length > 5 || kindOfLabel(bare) === null) return false;
  return words.length === 1 || words.every((word) => filler.has(word) || kindOfLabel(word) !== null);
}
