import { safeDecode } from "../safe-decode.js";
import type { VenueRegistry } from "../venues.js";
import { digitOrPage, readContainer, readShortCitation } from "./citation.js";
import { nameOfPlace } from "./cited-place.js";
import { withoutEmoji } from "./emoji.js";
import { findVenues } from "./find-venues.js";
import { kindOfLabel, leadsToPaper } from "./link-kind.js";
import { type FoundTitle, type Mark, type MarkedText, objectsIn } from "./marked-text.js";
import {
  readUnknownVenue,
  readVenue,
  readVenueLabel,
  readYearFirst,
  societyAlone,
  stated,
  statedBy,
  type VenueStatement,
} from "./read-venue.js";
import { workshopOf } from "./text-statements.js";
import { wordCount } from "./words.js";

/** `2024-TLT`, `2023-iTIDES`: a year and a name with several capital letters, after a title. */
const datedName = /^(?:19|20)\d{2}-(?=\p{Ll}*\p{Lu}\p{Ll}*\p{Lu}|\p{Lu}\p{Ll}+ \p{Lu})\p{L}/u;

/** `website 2025.11`: a date beside what the link leads to. */
const labelBeforeDate =
  /^(?:website|web|paper|pdf|project|page|code|blog|link)\s(?=(?:19|20)\d{2}(?:[./-]\d{1,2}){0,2}$)/i;

/** What a link, an image, code or text set apart says of where and when an entry was published. */
export function markStatement(marked: MarkedText, mark: Mark, title: FoundTitle): VenueStatement | null {
  const { venues } = marked;
  if (mark.kind === "link" && mark.from < title.to) return null;
  if (mark.kind === "link")
    return (
      citationStatement(mark.text, venues) ??
      barredVenue(marked, mark, title) ??
      bracketedVenue(mark, title) ??
      (title.kind === "bold" ? linkedPlace(mark, venues) : null)
    );
  if (mark.kind === "image" || mark.links.some((link) => link.picture !== null))
    return badgeStatement(marked, mark);
  if (mark.links.some((link) => link.bare)) return null;
  const text = withoutEmoji(mark.text)
    .replace(/[[\]【】()]/g, " ")
    .trim()
    .replace(labelBeforeDate, "");
  // `[arxiv](…)` after a title is the label of a link; before a title it is a venue.
  const isArxivLabel = mark.kind === "label" && /^ar?xiv$/i.test(text);
  if ((isArxivLabel && mark.from >= title.to) || /\breject/i.test(text)) return null;
  const statement = textStatement(text, mark, title, venues);
  if (statement || mark.kind === "group") return statement;
  if (mark.to <= title.from && isLeadingVenue(mark, text, title)) return stated(text, null);
  for (const link of mark.links) {
    const own = readVenueLabel(link.text.replace(/[[\]]/g, ""), venues);
    if (own?.venue && !own.preprint) return own;
  }
  return null;
}

/** What the text of a group or a label says. */
function textStatement(
  text: string,
  mark: Mark,
  title: FoundTitle,
  venues: VenueRegistry,
): VenueStatement | null {
  if (!digitOrPage.test(mark.text)) return readVenueLabel(text, venues);
  const known = readVenue(text, venues);
  const read =
    societyAlone(text) ??
    // `ACM-Symposium'2015`
    (known?.venue === null && /^\p{Lu}{3,6}-/u.test(text) ? (readUnknownVenue(text) ?? known) : known) ??
    readContainer(text, venues) ??
    readVenueLabel(text, venues) ??
    shortCitation(mark.text) ??
    readUnknownVenue(text) ??
    (mark.to <= title.from || datedName.test(text) ? readYearFirst(text, venues) : null) ??
    citationStatement(text, venues);
  const isWorkshop = venues.find(read?.venue ?? "")?.kind === "workshop";
  return isWorkshop ? read : (workshopOf(text, venues) ?? read);
}

/** `Slow Waves | Ann Bee | [Tidal Systems](…)`: a name in the last place leads to the paper and says where it was published. */
function barredVenue({ text, venues }: MarkedText, mark: Mark, title: FoundTitle): VenueStatement | null {
  const name = mark.text.trim().replace(/^(?:in )?(?:proceedings of )?(?:the )?(?:(?:19|20)\d{2} )?/i, "");
  const isBarred = title.kind === "text" && /\s\|\s*$/.test(text.slice(title.to, mark.from));
  const isName = /^\p{Lu}|^\p{Ll}{1,3}\p{Lu}/u.test(name) && wordCount(name) <= 12;
  if (!isBarred || !isName || !mark.links.every(({ url }) => leadsToPaper(url))) return null;
  const [, long = name, short = ""] = /^(.+) \(([^()]+)\)$/.exec(name) ?? [];
  return stated((venues.find(long) ?? venues.find(short))?.name ?? name, null);
}

/** `[Harbours, Design and Selection (2025)](…)`, `[NeurIPS 2023 AI4Sea](…)` below a bold title, which lead to the paper. */
function linkedPlace({ text, links }: Mark, venues: VenueRegistry): VenueStatement | null {
  if (!links.every(({ url }) => leadsToPaper(url))) return null;
  const [, place = "", year = ""] = /^(\p{Lu}[^()[\]]{3,80}) \(((?:19|20)\d{2})\)$/u.exec(text.trim()) ?? [];
  const name = nameOfPlace(place);
  // `TIDES 2023 Rafts` names a venue with its year.
  const inside = /\b(?:19|20)\d{2}\b/.test(name) ? findVenues(name, venues)[0]?.venue : undefined;
  const known = (venues.find(place) ?? venues.find(name) ?? inside)?.name;
  // `TIDE52387.2021.9533439` is what a publisher calls one paper.
  const named = place === "" ? null : stated(known ?? (/\d{5}/.test(name) ? null : name), Number(year));
  return workshopOf(text, venues) ?? named ?? readVenueLabel(text, venues);
}

/** `[Journal of Tides 31.12 (2025)](…)`, `[Marlowe (1972)](…)` after a title. */
function citationStatement(text: string, venues: VenueRegistry): VenueStatement | null {
  return shortCitation(text) ?? readContainer(text, venues, true);
}

function shortCitation(text: string): VenueStatement | null {
  const year = readShortCitation(text)?.year;
  return year ? stated(null, year) : null;
}

/** `Slow Waves of Tides [[Harbour Society Series B](…)]`: a name in brackets leads to the paper. */
function bracketedVenue({ text, links }: Mark, title: FoundTitle): VenueStatement | null {
  const name = /^\[(\p{Lu}[\p{L}&., -]{5,80})\]$/u.exec(text.trim())?.[1] ?? "";
  const isName = name !== "" && title.kind !== "link" && wordCount(name) <= 10 && kindOfLabel(name) === null;
  return isName && links.every(({ url }) => leadsToPaper(url)) ? stated(name, null) : null;
}

/** The statement in a badge's URL: `https://img.shields.io/badge/Conference-ICML'24-blue`, `…/badge/pdf-2025.02-red`. */
function badgeStatement(marked: MarkedText, mark: Mark): VenueStatement | null {
  for (const object of objectsIn(marked, mark.from, mark.to)) {
    const isImage = object.kind === "image";
    const url = isImage ? object.url : object.picture;
    if (url === null) continue;
    const badge = /img\.shields\.io\/(?:static\/v1\?|badge\/)(.+)/.exec(url)?.[1];
    const alt = isImage ? object.alt : object.text;
    const text = `${alt} ${badge ? safeDecode(badge) : ""}`.replace(/[-_=&?]/g, " ");
    const mentions = findVenues(text, marked.venues);
    const mention = mentions.find((each) => each.year !== null) ?? (badge ? mentions[0] : undefined);
    if (mention) return statedBy(mention);
    const year = badge ? /\b(20\d{2})[. ](?:0[1-9]|1[0-2])\b/.exec(text)?.[1] : undefined;
    if (year) return stated(null, Number(year));
  }
  return null;
}

/** `[[COOL CHIPS](…)] A Novel Accelerator`: a label before a title names a venue if it does not name a kind of link. */
function isLeadingVenue(mark: Mark, text: string, title: FoundTitle): boolean {
  const bracketed = mark.to - mark.from > 1;
  const named = /^\p{Lu}.*\p{Lu}/u.test(text) || wordCount(text) >= 2;
  return bracketed && named && /^\p{Lu}/u.test(text) && !kindOfLabel(text) && !title.title.includes(text);
}
