import type { Entry } from "./entry.js";
import type { Match, TermMatch } from "./term-matches.js";
import { isStopWord } from "./words.js";

/** The greatest bonuses, as shares of the score: for the share of the title, the method's name, and the word order. */
const bonus = { title: 0.04, name: 0.2, order: 0.06 } as const;

/** Multiplies the quality of a word that is only a part of the title's `SmoothQuant`. */
const partFactor = 0.8;

/** Words covered by another variant of a concept count as covered, but not as a name. */
const conceptCoverage = 0.01;

/** Where a typed word matches a title; `from` is -1 for the venue and the year, which are not in the title. */
interface Position {
  readonly match: Match;
  readonly quality: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How well a paper matches, or null if a word is missing and `all` are required: each word's best match by its weight,
 * then bonuses for the share of the title, the method's whole name, and adjacent words in the typed order.
 */
export function scoreOf(entry: Entry, matches: readonly TermMatch[], all: boolean): number | null {
  const covered = new Array<number>(entry.words.length).fill(0);
  let [score, maxScore, inOrder, end, units, words] = [0, 0, 0, -2, 0, 0];
  for (const match of matches) {
    maxScore += match.weight;
    const position = bestPosition(entry, match);
    if (!position) {
      if (all && !match.optional) return null;
      end = -2;
      continue;
    }
    score += match.weight * position.quality;
    const { from, to } = position;
    if (from < 0) continue;
    if (!covered[from] && !isStopWord(entry.words[from] ?? "")) {
      units++;
      words += to - from;
    }
    covered.fill(position.match.kind === "concept" ? conceptCoverage : position.quality, from, to);
    if (end >= 0 && (from === end || to === end)) inOrder++;
    end = to;
  }
  if (score === 0) return null;
  const order = matches.length > 1 ? inOrder / (matches.length - 1) : 0;
  const share = units / Math.max(units, entry.contentWords - words + units);
  const bonuses = bonus.title * share + bonus.order * order + bonus.name * nameCoverage(entry, covered);
  return (score / maxScore) * (1 + bonuses);
}

/** The best position; of equal ones the first. */
function bestPosition(entry: Entry, { terms, splits }: TermMatch): Position | null {
  let best: Position | null = null;
  const { words, stems, spans, parts, facts } = entry;
  const offer = (match: Match | undefined, from: number, to: number) => {
    if (!match) return;
    const quality = match.quality * (to - from === 1 && parts.has(from) ? partFactor : 1);
    if (quality > (best?.quality ?? 0)) best = { match, quality, from, to };
  };
  for (let i = 0; i < words.length; i++) {
    offer(terms.get(words[i] ?? ""), i, i + 1);
    offer(terms.get(stems[i] ?? ""), i, i + 1);
  }
  for (const { term, from, to } of spans) offer(terms.get(term), from, to);
  for (const { words: split, match } of splits) {
    const from = words.findIndex((_, at) => split.every((word, i) => word === words[at + i]));
    if (from >= 0) offer(match, from, from + split.length);
  }
  for (const fact of facts) offer(terms.get(fact), -1, -1);
  return best;
}

/** 1 if the query has the method's whole name as it is in the title, much less with typos, 0 if a word is missing. */
function nameCoverage({ nameLength, words }: Entry, covered: readonly number[]): number {
  const name = covered
    .slice(0, nameLength)
    .filter((quality, i) => quality > 0 || !isStopWord(words[i] ?? ""));
  return name.length > 0 ? Math.min(...name) ** 4 : 0;
}

/** Names the matched words if they are not obvious, for a concept or a typo: `matched "vision transformer"`. */
export function whyMatched(entry: Entry, matches: readonly TermMatch[]): string | null {
  const texts = new Set<string>();
  for (const match of matches) {
    const position = bestPosition(entry, match);
    if (position?.match.kind !== "concept" && position?.match.kind !== "typo") continue;
    const { from, to } = position;
    const span = entry.spans.find(
      (s) => match.terms.get(s.term) === position.match && s.from === from && s.to === to,
    );
    texts.add(span && position.match.kind === "typo" ? span.term : entry.words.slice(from, to).join(" "));
  }
  return texts.size === 0 ? null : `matched ${[...texts].map((text) => `"${text}"`).join(", ")}`;
}
