import { arxivNumber } from "../arxiv-id.js";
import { memoLatest } from "../memo.js";
import type { Venue, VenueRegistry } from "../venues.js";
import { type Token, tokensOf } from "./tokens.js";

/** A year next to a venue. `to` is the offset where both end, `next` the index of the token that follows. */
interface FoundYear {
  readonly year: number;
  readonly to: number;
  readonly next: number;
}

export interface VenueMention {
  readonly venue: Venue;
  readonly name: string;
  readonly year: number | null;
  readonly from: number;
  readonly to: number;
}

const minYear = 1943;
const maxYear = 2050;

export const noteWords =
  /\b(oral|spotlight|highlights?|poster|best(?=\)|$)|best[ _-]?(?:student[ _-]?)?paper(?:[ _-]?(?:award|candidate|finalist|nominee))?|award|honou?rable mention|notable(?:[ -]top[ -]?\d+%?)?|top[ -]?\d+ ?%|extended abstract|demo(?:nstration)?|short(?: paper)?|long(?: paper)?|full paper|industry track|findings|main(?: conference)?|survey|outstanding|under review)\b/gi;

/** Words around a venue that do not identify it. */
export const fillerWords = new Set(
  `in at of on to the for and with by as an a is accepted accept appear appears appearing appeared published publish
  proceedings proc conference conf conferences journal international annual symposium transactions presentation presented paper
  papers submitted preprint track vol volume no pp pages issue edition session ieee acm cvf usenix st nd rd th
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
  publish venue year date v accepted camera ready datasets dataset benchmarks benchmark tracks special volume part 预印本 综述`.split(
    /\s+/,
  ),
);

export function asYear(text: string): number | null {
  if (!/^\d{4}$/.test(text)) return null;
  const year = Number(text);
  return year >= minYear && year <= maxYear ? year : null;
}

/** `23`, as in `ICCV'23` and `AAAI24`: a year of this or the last century. */
export function asShortYear(text: string): number | null {
  if (!/^\d{2}$/.test(text)) return null;
  const year = Number(text);
  return year <= 39 ? 2000 + year : year >= 80 ? 1900 + year : null;
}

/**
 * The venues that a text names, each with the year next to it. A name in lower case may be an ordinary word (`date`,
 * `nature`), and counts only if a year follows (`cvpr 2021`).
 */
export const findVenues = memoLatest(findAll);

function findAll(text: string, venues: VenueRegistry): readonly VenueMention[] {
  // Most texts name none.
  if (venues.isWithoutNames(text)) return [];
  const tokens = tokensOf(text);
  const words = tokens.map((token) => token.text);
  const mentions: VenueMention[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const found = venues.findAt(words, index);
    const first = tokens[index];
    const next = index + (found?.words ?? 0);
    const last = tokens[next - 1];
    if (!found || !first || !last || isOrdinaryWord(found.venue, text, first.from, last.to)) continue;
    const { venue } = found;
    if (isOfName(venue, text, first.from, last.to) || isOfContainer(text, first.from, last.to)) continue;
    if (venue.kind === "journal" && isOfLongerName(text, first.from, last.to)) continue;
    if (isStartOfProceedings(text.slice(first.from, last.to), tokens[next])) continue;
    const workshop = isWorkshop(tokens[next], text, last.to);
    const compound = !workshop && isCompound(tokens[next], text, last.to);
    if (compound && isGivenName(venue, text.slice(first.from, last.to))) continue;
    const after = workshop || compound ? next + 1 : next;
    const end = tokens[after - 1]?.to ?? last.to;
    const before = yearBefore(tokens[index - 1], first, text);
    const year =
      yearAfter(tokens, after, text, end, venue.kind === "conference") ??
      (before ? { year: before, to: end, next: after } : null) ??
      monthAfter(venue, tokens, after, text, end);
    // `MM-Vet`: the name of a work, where no year follows.
    if (compound && year === null && last.to - first.from <= 3) continue;
    if (year === null && isWrittenApart(venue, text.slice(first.from, last.to))) continue;
    const late = year !== null && isWorkshop(tokens[year.next], text, year.to);
    const findings = year ? findingsAfter(venue, tokens[year.next], text, year.to, venues) : null;
    const plain = workshop || late ? workshopName(venue, venues) : (findings?.name ?? venue.name);
    mentions.push({
      venue,
      name: compound ? text.slice(first.from, end) : plain,
      year: year?.year ?? null,
      from: first.from,
      to: findings?.to ?? year?.to ?? last.to,
    });
    index = after - 1;
  }
  return mentions;
}

/** `Papers by Date`, `Cluster Computing`: with one capital letter a word, and a name only before its year. */
export const plainWord = /^(?:date|cluster|fast)$/i;

/** `nature`, `neural networks` or `e.g.` in a sentence, or `Date:` before a date: the conference is written `DATE`. */
function isOrdinaryWord(venue: Venue, text: string, from: number, to: number): boolean {
  const written = text.slice(from, to);
  const after = text.slice(to);
  if (/^\p{Lu}\p{Ll}+$/u.test(written))
    return (
      (/^\s*[:：]/.test(after) && !/^arxiv$/i.test(written)) ||
      (plainWord.test(written) && !/^[\s,'’(-]{0,3}(?:20)?\d{2}\b/.test(after))
    );
  const dated =
    (venue.kind === "conference" || written.includes(" ")) && /^[ ,]{0,2}['’(]?(?:20)?\d{2}\b/.test(after);
  if (/^[\s(（]*$/.test(text.slice(0, from)) && /^[ ,]{1,2}(?:19|20)\d{2}[\s)）]*$/.test(after)) return false;
  const isPlain = venue.kind === "journal" ? /^[\p{Ll}. ]+$/u : /^[\p{Ll}.]+$/u;
  return isPlain.test(written) && !written.includes("rxiv") && !dated;
}

/** `Big Data`, `C / C++`: several words, which only together are like a name of one word. */
function isWrittenApart({ name, aliases }: Venue, written: string): boolean {
  const bare = (text: string) => text.replace(/[^\p{L}\d]+/gu, "").toLowerCase();
  if (/^[\p{L}\d]+$/u.test(written)) return false;
  const same = [name, ...aliases].filter((each) => bare(each) === bare(written));
  return same.length > 0 && same.every((each) => /^[\p{L}\d]+$/u.test(each));
}

/** `CVPR Workshop`, `ICML Workshops`, `CVPR23W`: the venue is the workshop, not its conference. */
function isWorkshop(next: Token | undefined, text: string, end: number): boolean {
  const between = text.slice(end, next?.from);
  if (next?.text === "W" && between === "") return /\d$/.test(text.slice(0, end));
  return next !== undefined && /^(?:workshops?|WS)$/i.test(next.text) && /^[\s\-_]*$/.test(between);
}

/** `EMNLP 2023 Findings` is `EMNLP Findings 2023`, if there is such a venue. */
function findingsAfter(
  venue: Venue,
  next: Token | undefined,
  text: string,
  end: number,
  venues: VenueRegistry,
): { readonly name: string; readonly to: number } | null {
  if (!next || !/^findings$/i.test(next.text) || !/^[\s\-_(,]*$/.test(text.slice(end, next.from)))
    return null;
  const findings = venues.find(`${venue.name} Findings`);
  return findings && { name: findings.name, to: next.to };
}

/** `NeurIPS-ENLSP`: a word after a hyphen is part of the name, as written, unless it is a note. */
function isCompound(next: Token | undefined, text: string, end: number): boolean {
  if (!next || next.from !== end + 1 || text[end] !== "-" || !/^\p{Lu}[\p{L}]+$/u.test(next.text))
    return false;
  return !next.text.match(noteWords) && !fillerWords.has(next.text.toLowerCase());
}

/** `Proceedings of the IEEE Conference on …` is not the journal *Proceedings of the IEEE*. */
function isStartOfProceedings(written: string, next: Token | undefined): boolean {
  return (
    /^proc/i.test(written) &&
    /^(?:conf|conference|int|intl|international|computer|winter|symposium|workshop|cvf|acm|annual)$/i.test(
      next?.text ?? "",
    )
  );
}

/** `Ethan A. Chi` is no CHI, and `K. R. Bee` no KR. */
function isOfName(venue: Venue, text: string, from: number, to: number): boolean {
  const written = text.slice(from, to);
  if (/^\p{Lu}\.[ -]?\p{Lu}$/u.test(written)) return /^\.? \p{Lu}\p{Ll}/u.test(text.slice(to));
  return isGivenName(venue, written) && /(?<!\p{L})\p{Lu}\. $/u.test(text.slice(0, from));
}

/** `Journal of Big Data`, `Conference on Multimedia Big Data`: the words belong to a longer name. */
function isOfContainer(text: string, from: number, to: number): boolean {
  return (
    /\p{Ll} \p{Lu}?\p{Ll}|^\p{Lu}\p{Ll}+$/u.test(text.slice(from, to)) &&
    /\b(?:(?:Journal of|Transactions on|Letters on|Frontiers in)|Conference on \p{Lu}\p{Ll}+) $/u.test(
      text.slice(Math.max(0, from - 60), from),
    )
  );
}

/** The words of a name right before its last one, after a punctuation mark: `. Frontiers of Computer `. */
const startOfName =
  /(?:^|[.,;:([{|–—-])\s{0,2}(?!(?:In|At|To|The|Published|Accepted|Appeared|Presented|Venue|Journal|Magazine|Paper|Oral)\b)\p{Lu}\p{Ll}{2,20} (?:(?:\p{Lu}\p{Ll}{2,20}|of|in|and|for|the|&) ){0,6}$/u;

/** ` Neuroscience`, ` and Actuators`: the words of a name go on; a month or a note is none of them. */
const endOfName =
  /^ (?:and |& |of |in )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Vol|Paper|Code|Link|Project|Website|Oral|Best|Preprint|Article|Supp|Slides|Video)\p{Ll}{0,7}\b)\p{Lu}\p{Ll}{2,}/u;

/** `Nature Tides`, `Computer Science`: a journal of one word, which is one of those of a longer name. */
function isOfLongerName(text: string, from: number, to: number): boolean {
  if (!/^\p{Lu}\p{Ll}+$/u.test(text.slice(from, to))) return false;
  return (
    endOfName.test(text.slice(to, to + 40)) || startOfName.test(text.slice(Math.max(0, from - 120), from))
  );
}

/** `Chi-Hao` is no CHI, and `Log-Ratio` no LoG. */
function isGivenName({ name }: Venue, written: string): boolean {
  return (
    /^\p{Lu}\p{Ll}+$/u.test(written) &&
    (name === name.toUpperCase() || (name.length <= 4 && name !== written))
  );
}

export function workshopName(venue: Venue, venues: VenueRegistry): string {
  if (venue.kind === "workshop") return venue.name;
  return (
    (venues.find(`${venue.name}W`) ?? venues.find(`${venue.name} Workshop`))?.name ?? `${venue.name} Workshop`
  );
}

/** @param isDivided whether a comma may end `EMNLP 23, `; numbers of a journal go on with others after one */
function yearAfter(
  tokens: readonly Token[],
  at: number,
  text: string,
  end: number,
  isDivided: boolean,
): FoundYear | null {
  const next = tokens[at];
  if (!next) return null;
  const between = text.slice(end, next.from);
  // `2002.03936` begins with a month of arXiv, which may look like a year.
  if (arxivNumber.test(text.slice(next.from))) return null;
  const year = /^[\s,.:;\-–—_'’‘`´(/]*$/u.test(between) ? asYear(next.text) : null;
  if (year) return { year, to: next.to, next: at + 1 };
  const short = /^\s*['’‘`´]\s*$|^[-_]?$|^\)? $/u.test(between) ? asShortYear(next.text) : null;
  const isLast = !tokens[at + 1] || (isDivided && /^,(?! ?\d)/.test(text.slice(next.to, next.to + 3)));
  if (short && (!between.endsWith(" ") || /['’‘`´]/.test(between) || isLast))
    return { year: short, to: next.to, next: at + 1 };
  const skipped = /^(?:oral|spotlight|poster|highlight|findings|workshops?)$/i.test(next.text);
  return skipped ? yearAfter(tokens, at + 1, text, next.to, isDivided) : null;
}

/** `Arxiv2305`, `arxiv 1910`, `arxiv 23.05`, `arXiv 26.7`, `arXiv:1503.02531`: an arXiv month that cannot be a year. */
function monthAfter(
  venue: Venue,
  tokens: readonly Token[],
  at: number,
  text: string,
  end: number,
): FoundYear | null {
  const next = tokens[at];
  if (!next || venue.kind !== "preprint" || !/^[\s,:'’-]{0,2}$/.test(text.slice(end, next.from))) return null;
  const number = arxivNumber.exec(text.slice(next.from))?.[0];
  if (number) {
    return { year: 2000 + Number(number.slice(0, 2)), to: next.from + number.length, next: at + 2 };
  }
  const month = /^(0[7-9]|[1-3]\d)(?:0[1-9]|1[0-2])$/.exec(next.text)?.[1];
  if (month) return { year: 2000 + Number(month), to: next.to, next: at + 1 };
  const dotted = /^(0[7-9]|[1-3]\d)\.(?:0?[1-9]|1[0-2])(?![\d.])/.exec(text.slice(next.from, next.from + 6));
  return dotted ? { year: 2000 + Number(dotted[1]), to: next.from + dotted[0].length, next: at + 2 } : null;
}

function yearBefore(previous: Token | undefined, own: Token, text: string): number | null {
  // `14-NSDI-Slow Memory`
  if (previous?.from === 0 && previous.to === 2 && text.slice(2, own.from) === "-" && text[own.to] === "-")
    return asShortYear(previous.text);
  return previous && /^[\s,.\-–—_]*$/.test(text.slice(previous.to, own.from)) ? asYear(previous.text) : null;
}
