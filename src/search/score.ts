import type { Entry } from "./entry.js";
import { isStopWord } from "./stop-words.js";
import type { Match, TermMatch } from "./term-match.js";

/** How much each thing counts beside 1 for all words, each found as it was typed. */
const worth = { title: 0.04, name: 0.2, order: 0.06 } as const;

/** A word that is only a part of the title's `SmoothQuant` is worth a little less than a word of its own. */
const partQuality = 0.8;

/** Covered, but not as a name is. */
const barely = 0.01;

/** Where a title matches a typed word, and how; `from` is -1 for the venue and the year, which stand beside it. */
export interface Place {
  readonly match: Match;
  readonly quality: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How well a paper matches, or null where a word is missing and `all` are wanted: each word by its rarity and
 * its best match, then how much of the title that is, whether it is the method's whole name, and whether the words
 * stand in the typed order.
 */
export function scoreOf(entry: Entry, matches: readonly TermMatch[], all: boolean): number | null {
  const covered = new Array<number>(entry.words.length).fill(0);
  let [met, total, inOrder, end, units, words] = [0, 0, 0, -2, 0, 0];
  for (const match of matches) {
    total += match.weight;
    const place = bestPlace(entry, match);
    if (!place) {
      if (all && !match.optional) return null;
      end = -2;
      continue;
    }
    met += match.weight * place.quality;
    const { from, to } = place;
    if (from < 0) continue;
    if (!covered[from] && !isStopWord(entry.words[from] ?? "")) {
      units++;
      words += to - from;
    }
    // Another way to write a name is not the name.
    covered.fill(place.match.kind === "concept" ? barely : place.quality, from, to);
    if (end >= 0 && (from === end || to === end)) inOrder++;
    end = to;
  }
  if (met === 0) return null;
  const order = matches.length > 1 ? inOrder / (matches.length - 1) : 0;
  const share = units / Math.max(units, entry.content - words + units);
  return (
    (met / total) * (1 + worth.title * share + worth.order * order + worth.name * nameMet(entry, covered))
  );
}

/** Where the title matches the word best; of equal places the first. */
export function bestPlace(entry: Entry, { terms, splits }: TermMatch): Place | null {
  let best: Place | null = null;
  const offer = (match: Match | undefined, from: number, to: number, share = 1) => {
    const quality = match ? match.quality * share : 0;
    if (match && quality > (best?.quality ?? 0)) best = { match, quality, from, to };
  };
  const { words, stems, spans, parts, facts } = entry;
  for (let i = 0; i < words.length; i++) {
    const share = parts.has(i) ? partQuality : 1;
    offer(terms.get(words[i] ?? ""), i, i + 1, share);
    offer(terms.get(stems[i] ?? ""), i, i + 1, share);
  }
  for (const { term, from, to } of spans) {
    offer(terms.get(term), from, to, to - from === 1 && parts.has(from) ? partQuality : 1);
  }
  for (const split of splits) {
    const from = words.findIndex((_, at) => split.words.every((word, i) => word === words[at + i]));
    if (from >= 0) offer(split, from, from + split.words.length);
  }
  for (const fact of facts) offer(terms.get(fact), -1, -1);
  return best;
}

/** 1 where the method's name stands in the query as in the title, much less where typos are in the way, 0 for a part. */
function nameMet({ nameLength, words }: Entry, covered: readonly number[]): number {
  const met = covered.slice(0, nameLength).filter((quality, i) => quality > 0 || !isStopWord(words[i] ?? ""));
  return met.length > 0 ? Math.min(...met) ** 4 : 0;
}
