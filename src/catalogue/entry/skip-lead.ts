import { isAsciiLetter } from "../ascii.js";
import { isRelativeFile } from "../relative-links.js";
import type { VenueRegistry } from "../venues.js";
import { leadingEmoji, withoutEmoji } from "./emoji.js";
import { findVenues } from "./find-venues.js";
import { isLabelText } from "./labels.js";
import { lineEnd, type MarkedText, plainEnd, readable } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import {
  dashedPlace,
  readCodedPlace,
  readDashedPlace,
  readUnknownVenue,
  readVenue,
  readVenueLabel,
  readYearFirst,
} from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";

/** `12.`, `[3]`, `2023-`, `24_TIDES_`, `[x]`, `| `, and asterisks that emphasise nothing. */
const numbering =
  /^(?:\d{4}-(?=\p{L})|(?:19|20)?\d{2}_(?:\p{Lu}[\p{L}\d&-]{1,14}(?: \p{Lu}[\p{L}\d&-]{1,14})?_)?(?=\p{L})|\(?\[?\d{1,3}(?:[\])]\.?|\.)(?=\s|$|\W)|\[[ xX]\]|\*{1,2}(?=[^\s*]|$)|[\s|·•,;:\-–—/\\\v]+)/u;
/** `2024-03-01`, `[2024.3]`, `3/19/23`. */
const date =
  /^\d{1,2}\/\d{1,2}\/(?:20)?\d{2}(?=\s|$)|^(?:\((?=[^() ]{4,12} ?\))|\[(?=[^[\]]{4,60}\]))?(?:19|20)\d{2}(?:[./-](?:\d{1,2}|[A-Z][a-z]{2}))?(?:[./-]\d{1,2})?\s?[)\]]?(?=[\s:,|\-–—]|$)\s*[:,|\-–—]?/;

/** `$\\colorbox{pink}{{\\color{gray}\\textsf{SLAM}}}$`: a badge drawn as a formula. */
const drawnBadge = /^\$\\(?:f?colorbox|boxed|textcolor|color)\{[^$\n]{1,120}\$\s{0,9}/;

/** Characters; what precedes a title is shorter. */
const maxLeadLength = 400;

/** The offset of a title, after numbers, dates, pictures, labels, an acronym in brackets or a venue. */
export function skipLead(marked: MarkedText): number {
  const { text: all, style, marks, venues } = marked;
  let at = 0;
  const isPlaced = () =>
    marks.some(
      (mark) => mark.to <= at && readVenue(mark.text.replace(/[[\]()]/g, " "), venues)?.venue != null,
    );
  for (let round = 0; round < 30; round++) {
    const mark = marks.find((each) => each.from === at);
    if (mark && mark.kind !== "link") {
      at = mark.to;
      continue;
    }
    const end = plainEnd(marked, at);
    const text = all.slice(at, end);
    const more = end < all.length;
    // As most do: then with no number, date, emoji or bracket.
    const isPlain = isAsciiLetter(text.charCodeAt(0));
    const dated = isPlain ? 0 : (date.exec(text)?.[0].length ?? 0);
    const length =
      (isPlain ? 0 : venueAside(marked, at)) ||
      tagsBeforeLinks(marked, at) ||
      tagsBeforeNotes(marked, at) ||
      tagBeforeComma(marked, at) ||
      plainLabel(marked, at) ||
      (isPlain
        ? 0
        : leadingEmoji(text) ||
          dashedPlaceLength(text, venues) ||
          numbering.exec(text)?.[0].length ||
          numberBeforeBold(text, style.slice(at, end)) ||
          drawnBadge.exec(text)?.[0].length ||
          (dated < text.trim().length || more ? dated : 0)) ||
      (text === "" && all[at] === "\n" ? 1 : leadLength(text, style.slice(at, end), more, isPlaced, venues));
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The length of `(CVPR 2021 [Some Workshop](…))` before a title; 0 without one. */
function venueAside(marked: MarkedText, at: number): number {
  const aside = /^\([^()\n]{2,60}\)/.exec(marked.text.slice(at, at + 80))?.[0] ?? "";
  if (!/[\uE100-\uF8FF]/.test(aside)) return 0;
  const mention = findVenues(readable(marked, at + 1, at + aside.length - 1), marked.venues)[0];
  return mention?.from === 0 && mention.year !== null ? aside.length : 0;
}

/** Words of a title that follows its links. */
const minTitleAfterLinks = 3;

/** The length of tags as code before the links of an entry whose title follows them: ``\`SLAM\` [paper](…) - Slow Waves``. */
function tagsBeforeLinks(marked: MarkedText, at: number): number {
  const { text, style, marks } = marked;
  if (style[at] !== "c") return 0;
  const end = lineEnd(marked, at);
  const labels = marks.filter(({ kind, from }) => kind === "label" && from >= at && from < end);
  const [first, last] = [labels[0], labels.at(-1)];
  if (!first || !last) return 0;
  if (/[\p{L}\p{N}]/u.test(withoutEmoji(withoutCode(marked, at, first.from)))) return 0;
  const title = text.slice(last.to, end).replace(labelAfterLink, "");
  return wordCount(title, minTitleAfterLinks) >= minTitleAfterLinks ? first.from - at : 0;
}

/**
 * The length of tags as code before a title that leads to notes: ``\`SLAM\` \`ECCV 2018\` [Slow Waves](notes/slow.md)``.
 * Before any other link they may say what it leads to.
 */
function tagsBeforeNotes(marked: MarkedText, at: number): number {
  const { style, marks } = marked;
  const title = marks.find(({ from }) => from >= at);
  if (title?.kind !== "link" || !/^-*c/.test(style.slice(at, title.from))) return 0;
  const isNotes = isRelativeFile(title.links[0]?.url ?? "");
  return isNotes && /^[\s*,|]+$/.test(withoutCode(marked, at, title.from)) ? title.from - at : 0;
}

function withoutCode({ text, style }: MarkedText, from: number, to: number): string {
  return [...text.slice(from, to)].filter((_, index) => style[from + index] !== "c").join("");
}

/** The length of `2021-CVPR - `, `2020-Arxiv - ` before a title; 0 without a place. */
function dashedPlaceLength(text: string, venues: VenueRegistry): number {
  const whole = dashedPlace.exec(text.slice(0, maxLeadLength))?.[0] ?? "";
  return whole !== "" && readDashedPlace(whole, venues)?.venue ? whole.length : 0;
}

/** `1.**Slow Waves**`: the bold text begins right after the number. */
function numberBeforeBold(text: string, style: string): number {
  const length = /^\d{1,3}[.)]/.exec(text)?.[0].length ?? 0;
  return length > 0 && style[0] !== "b" && style[length] === "b" ? length : 0;
}

/** The length of ``\`KelpNet\`, `` before a title, which begins with a capital letter. */
function tagBeforeComma({ text, style }: MarkedText, at: number): number {
  if (style[at] !== "c") return 0;
  const tag = /^c+/.exec(style.slice(at, at + maxLeadLength))?.[0].length ?? 0;
  const rest = text.slice(at + tag, at + tag + maxLeadLength);
  const comma = /^,\s+(?=["“\p{Lu}])/u.exec(rest)?.[0].length ?? 0;
  return comma > 0 && wordCount(rest, minTitleAfterLinks) >= minTitleAfterLinks ? tag + comma : 0;
}

/** ` / code - `: a label without a link, between the links and a title. */
const labelAfterLink = /^\s{0,9}[/|,·]\s{0,9}(\p{L}{2,12}(?: \p{L}{2,12})?)\s{1,9}[-–—|]\s{1,9}(?=\S)/u;

function plainLabel({ text, marks }: MarkedText, at: number): number {
  if (!marks.some(({ kind, to }) => kind === "label" && to === at)) return 0;
  const [whole = "", label = ""] = labelAfterLink.exec(text.slice(at, at + maxLeadLength)) ?? [];
  return isLabelText(label) ? whole.length : 0;
}

/** `(WAVE2)`. */
const acronymAside =
  /^\((?!\d{4}\))(?=[^()]*\p{Lu}[^()]*[\p{Lu}\d]|\p{Lu}{1,2}-\p{Ll})([^()\s]{1,20})\)[\s:–—-]*(?=\p{Lu}|["“])/u;

/** `(Oral)`. */
const noteAside =
  /^\((?:oral|spotlight|highlight|survey|new|classic|must[ -]read|(?:highly )?recomm[ae]nded|best[^)]*)!?\)[\s:–—-]*/i;

/** The length of a venue, an acronym in parentheses or a note before the title. */
function leadLength(
  all: string,
  style: string,
  more: boolean,
  isPlaced: () => boolean,
  venues: VenueRegistry,
): number {
  const text = all.slice(0, maxLeadLength);
  const styled = text.slice(0, /^(?:b+|c+)/.exec(style)?.[0].length ?? 0);
  const named = styled && styled.length < text.length ? readVenue(styled, venues) : null;
  // `**TIDE**: Slow Waves of the Sea`, where another place was said before: the name of a method.
  const isMethod =
    named?.year === null && isPlaced() && /^\s?[:：]\s*\p{Lu}/u.test(text.slice(styled.length));
  if (isMethod) return 0;
  if (named?.venue) return styled.length;
  if (styled && styled.length < text.length && style.startsWith("c") && readCodedPlace(styled))
    return styled.length;
  const bold = style.startsWith("b") ? (/^b+/.exec(style)?.[0].length ?? 0) : 0;
  if (bold > 0 && /^\([^()]{1,60}\)\s*$/.test(text.slice(0, bold)) && /^-*i/.test(style.slice(bold)))
    return bold;
  if (bold > 0 && arePeople(text.slice(0, bold)) && /^\s+\p{Lu}\p{L}* [\p{L}(]/u.test(text.slice(bold)))
    return bold;
  const cited = text.includes("(")
    ? /^(\P{Lu}{0,3}\p{Lu}[^()"“”\n]{3,300}?)\s*\((?:19|20)\d{2}[a-z]?\)[.,:]\s+/u.exec(text)
    : null;
  if (cited?.[1] && /\p{Lu}\.|et al/u.test(cited[1])) return cited[0].length;
  const isInParens = text.startsWith("(");
  const aside = isInParens ? (acronymAside.exec(text) ?? noteAside.exec(text)) : null;
  if (aside) return aside[0].length;
  if (more && all.trim() && readVenue(all, venues)?.venue) return all.length;
  const piece = /^([^:|\-–—\n]{2,40}?)\s*(?::|\||–|—|\s-\s)\s*/u.exec(text);
  // `Bee et al. WaveVid 2016: Evaluating Boats`
  const name = /\bet\.? al\b/.test(piece?.[1] ?? "") ? "" : (piece?.[1] ?? "");
  const statement = name === "" ? null : (readVenue(name, venues) ?? readUnknownVenue(name));
  // `**CAIL2018: A Dataset of Judgments**`: one passage in bold is one title.
  const isOneTitle =
    piece?.[1] !== undefined && !readVenue(piece[1], venues) && style[piece[0].length] === "b";
  if (
    piece &&
    !isOneTitle &&
    statement?.venue &&
    (statement.year || style.startsWith("b") || /\|\s*$/.test(piece[0]))
  )
    return piece[0].length;
  const [coded = "", codedName = ""] =
    /^\d{2}-(\p{Lu}[\p{L}]{1,14}(?: \p{L}{2,14})?)-(?=\S)/u.exec(text) ?? [];
  if (coded !== "" && venues.find(codedName)) return coded.length;
  const dated = datedVenue(text, more, venues);
  if (dated > 0) return dated;
  if (!isInParens) return 0;
  const inParens = /^\(([^()]{2,120})\)[\s:–—-]*/.exec(text);
  const inner = inParens?.[1] ?? "";
  if (inParens && /\b(?:19|20)\d{2}\b/.test(inner) && style[inParens[0].length] === "b")
    return inParens[0].length;
  if (!inParens) return 0;
  const said = readVenueLabel(inner, venues) ?? readUnknownVenue(inner) ?? readYearFirst(inner, venues);
  return said?.year || readVenue(inner, venues) ? inParens[0].length : 0;
}

/** `Ann Bee (2025).`, `Ann Bee, Cy Dee (n.d.).`: people and a year, in bold before a title. */
function arePeople(text: string): boolean {
  const [, people = ""] = /^(.{3,300}?)\.? \((?:(?:19|20)\d{2}|n\.d\.)\)\.\s*$/.exec(text) ?? [];
  return people !== "" && (looksLikeName(people) || readNameList(people)?.isCertain === true);
}

/** The length of `CVPR 2023, ` or `arXiv 2024.07, ` before a title; 0 without them, or if nothing follows. */
function datedVenue(text: string, more: boolean, venues: VenueRegistry): number {
  const comma = text.indexOf(",");
  if (comma < 4 || comma > 80) return 0;
  const [whole = "", place = ""] = /^(?=[^,\n]{0,78}\d\d)([^,\n]{4,80}),\s+/u.exec(text) ?? [];
  if (whole === "" || /^\(|\([^()]*$/.test(place)) return 0;
  const known = readVenueLabel(place, venues);
  const unknown = /\p{Lu}.*\p{Lu}/u.test(place) ? readUnknownVenue(place) : null;
  const said = known ?? unknown;
  if (!said?.venue || !said.year) return 0;
  const rest = text.slice(whole.length).replace(/(?<![\s.,;:])[\s.,;:]+$/, "");
  // `Slow waves. CVPR 2020, [Paper](…)`: a title, and where it was published.
  if (rest === "") return more && readVenue(place, venues)?.venue ? whole.length : 0;
  const isTitle =
    wordCount(rest) >= (known ? 2 : 4) && readVenue(rest, venues) === null && !readNameList(rest)?.isCertain;
  return isTitle && !looksLikeAuthors(rest) ? whole.length : 0;
}
