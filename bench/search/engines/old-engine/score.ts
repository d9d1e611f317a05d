import type { Match, Need, Phrase } from "./need.js";
import type { Entry } from "./paper-index.js";
import { isStopWord } from "./stop-words.js";
import { textLimits } from "./words.js";
import type { Work } from "./work.js";

/** How much each thing counts beside 1 for all words, each found as it was typed. */
const worth = { title: 0.15, name: 0.3, order: 0.08 } as const;

/** How well each of the title's words is answered; kept between calls, as `scoreOf` runs for every candidate. */
const covered = new Float32Array(textLimits.words + 64);

/** A word that is only a part of the title's `SmoothQuant` is worth a little less than a word of its own. */
const partQuality = 0.85;

/** `neural networks` is a venue too: a title with the words comes first. */
const besideTitle = 0.95;

interface Place {
  readonly quality: number;
  /** -1 for the venue and the year, which stand beside the title. */
  readonly from: number;
  readonly to: number;
}

/**
 * How well a paper answers the needs, or null where one is unmet and `all` are wanted: each need by its rarity and
 * its best match, then how much of the title that is, whether it is the method's whole name, and whether the words
 * stand in the typed order.
 */
export function scoreOf(entry: Entry, needs: readonly Need[], all: boolean, work: Work): number | null {
  const lookSteps = entry.words.length + entry.joins.length;
  covered.fill(0, 0, entry.words.length);
  let met = 0;
  let total = 0;
  let inOrder = 0;
  let end = -2;
  for (const need of needs) {
    total += need.weight;
    work.spend(lookSteps + need.phrases.length * entry.words.length);
    const place = bestPlace(entry, need);
    if (!place) {
      if (all && !need.optional) return null;
      end = -2;
      continue;
    }
    met += need.weight * place.quality;
    if (place.from < 0) continue;
    covered.fill(place.quality, place.from, place.to);
    if (end >= 0 && (place.from === end || place.to === end)) inOrder++;
    end = place.to;
  }
  if (met === 0) return null;
  const words = met / total;
  const order = needs.length > 1 ? inOrder / (needs.length - 1) : 0;
  return words * (1 + worth.title * titleShare(entry) + worth.order * order + worth.name * nameMet(entry));
}

/** Where the entry answers the need best; of equal places the first. */
function bestPlace(entry: Entry, need: Need): Place | null {
  let quality = 0;
  let from = -1;
  let to = -1;
  const { words, joins, parts } = entry;
  for (let i = 0; i < words.length; i++) {
    const match = need.words.get(words[i] ?? "");
    if (match && match.quality > quality) {
      const found = parts.has(i) ? match.quality * partQuality : match.quality;
      if (found > quality) [quality, from, to] = [found, i, i + 1];
    }
    if (quality === 1) return { quality, from, to };
  }
  for (const join of joins) {
    const match = need.words.get(join.word);
    if (match && match.quality > quality) [quality, from, to] = [match.quality, join.from, join.to];
  }
  for (const phrase of need.phrases) {
    if (phrase.quality <= quality) continue;
    const at = phraseAt(entry, phrase);
    if (at >= 0) [quality, from, to] = [phrase.quality, at, at + phrase.places.length];
  }
  if (quality < besideTitle && (need.venues.has(entry.venue) || need.years.has(entry.paper.year ?? 0))) {
    [quality, from, to] = [besideTitle, -1, -1];
  }
  return quality > 0 ? { quality, from, to } : null;
}

function phraseAt(entry: Entry, { places }: Phrase): number {
  const last = entry.words.length - places.length;
  for (let at = 0; at <= last; at++) {
    if (places.every((place, i) => place.has(entry.words[at + i] ?? ""))) return at;
  }
  return -1;
}

/** The share of the title's telling words that are covered. */
function titleShare({ words, telling }: Entry): number {
  let met = 0;
  for (let i = 0; i < words.length; i++) if (covered[i] && !isStopWord(words[i] ?? "")) met++;
  return telling === 0 ? 0 : met / telling;
}

/** 1 where the method's name stands in the query as in the title, much less where typos are in the way, 0 for a part. */
function nameMet({ nameLength }: Entry): number {
  let least = nameLength > 0 ? 1 : 0;
  for (let i = 0; i < nameLength; i++) least = Math.min(least, covered[i] ?? 0);
  return least ** 4;
}

/** The match that answers a need in this paper, with the words of the title, for telling why. */
export function explain(entry: Entry, need: Need): { readonly match: Match; readonly text: string } | null {
  const place = bestPlace(entry, need);
  if (!place || place.from < 0) return null;
  const text = entry.words.slice(place.from, place.to).join(" ");
  const join = entry.joins.find((join) => join.from === place.from && join.to === place.to);
  const word = need.words.get(text) ?? (join && need.words.get(join.word));
  if (word && word.quality === place.quality)
    return { match: word, text: join && !need.words.has(text) ? join.word : text };
  const phrase = need.phrases.find((phrase) => phrase.quality === place.quality);
  return phrase ? { match: phrase, text } : null;
}
