import { memo } from "../catalogue/memo.js";
import { authorNames } from "./author-names.js";
import type { Entry } from "./entry.js";
import { findInitials, nearInitials } from "./initials.js";
import { type Match, quality as qualities } from "./match.js";
import { resemblanceOf } from "./resemblance.js";
import { optionalWeight, type TermMatch } from "./term-matches.js";
import { isStopWord } from "./words.js";

/** The greatest bonuses, as shares of the score: for the share of the title, the method's name, the word order, and all words. */
const bonus = { title: 0.04, name: 0.2, order: 0.08, all: 0.08 } as const;

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

/** Which papers get a score: those with all words; those with some; or those with some, of which each word that is missing may only look like one of the title. */
export type Strictness = "all" | "some" | "alike";

/** How well a paper matches. */
export interface Score {
  readonly score: number;
  /** Whether it has all words. */
  readonly hasAll: boolean;
  /** Whether one of them is only a guess: a typo, an unfinished word, initials. */
  readonly isGuess: boolean;
}

/**
 * How well a paper matches, or null if a word is missing and all are required: each word's best match by its weight,
 * then bonuses for the share of the title, the method's whole name, and words near each other in the typed order.
 */
export function scoreOf(entry: Entry, matches: readonly TermMatch[], strictness: Strictness): Score | null {
  const covered = new Array<number>(entry.words.length).fill(0);
  let [score, maxScore, inOrder, end, units, words] = [0, 0, 0, -2, 0, 0];
  let [hasAll, isGuess, nameWeight] = [true, false, 0];
  for (const match of matches) {
    maxScore += match.weight;
    const position = bestPosition(entry, match) ?? (strictness === "alike" ? alike(entry, match) : null);
    if (!position) {
      // A sentence says little with these, but more than nothing.
      if (match.optional && match.weight > optionalWeight) isGuess = true;
      if (match.optional) continue;
      if (strictness === "all") return null;
      hasAll = false;
      end = -2;
      continue;
    }
    score += match.weight * position.quality;
    const { from, to } = position;
    if (from >= 0 && from < entry.nameLength) nameWeight += match.weight;
    if (!match.optional && guessKinds.has(position.match.kind) && position.match.quality < sureQuality)
      isGuess = true;
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
  const bonuses =
    bonus.title * share +
    bonus.order * order +
    bonus.name * nameCoverage(entry, covered) * (nameWeight / maxScore) ** 0.5 +
    (hasAll && !isGuess ? bonus.all : 0);
  return { score: (score / maxScore) * (1 + bonuses), hasAll, isGuess };
}

/** Guesses with a higher quality are sure: one typo in a long word, the beginning of one. */
const sureQuality = 0.7;
const guessKinds: ReadonlySet<Match["kind"]> = new Set(["typo", "initials", "prefix"]);

/** The best position; of equal ones the first. */
function bestPosition(entry: Entry, match: TermMatch): Position | null {
  const { word, terms, splits } = match;
  const mayBeInitials = match.mayBeInitials && entry.initials.includes(word);
  const isByAuthor = match.isAuthor && isAuthorOf(word, entry);
  if (!mayBeInitials && !isByAuthor && !match.isIn(entry)) return null;
  let best: Position | null = null;
  const { words, stems, families, spans, parts, facts } = entry;
  const offer = (match: Match | undefined, from: number, to: number) => {
    if (!match) return;
    const quality = match.quality * (to - from === 1 && parts.has(from) ? partFactor : 1);
    if (quality > (best?.quality ?? 0)) best = { match, quality, from, to };
  };
  for (let i = 0; i < words.length; i++) {
    const typed = words[i] ?? "";
    offer(terms.get(typed), i, i + 1);
    const form = terms.get(stems[i] ?? "");
    if (form && isForm(word, typed)) offer(form, i, i + 1);
    if (typed.length > 3) offer(terms.get(families[i] ?? ""), i, i + 1);
  }
  for (const { term, from, to } of spans) offer(terms.get(term), from, to);
  for (const { words: split, match } of splits) {
    const from = words.findIndex((_, at) => split.every((word, i) => word === words[at + i]));
    if (from >= 0) offer(match, from, from + split.length);
  }
  for (const fact of facts) offer(terms.get(fact), -1, -1);
  if (isByAuthor) offer(byAuthor, -1, -1);
  if (mayBeInitials) {
    const found = findInitials(word, entry);
    const isBeginning = [...terms.values()].some(({ kind }) => kind === "prefix");
    if (found) {
      const isWhole = found.from === 0 && found.to === words.length && word.length > 3;
      // Four letters alone are the initials of something in the middle of many titles, and a typo of few names.
      const isCoincidence = match.isAlone && word.length === 4 && ![0, entry.nameLength].includes(found.from);
      const sure = isCoincidence ? qualities.coincidence : 1;
      const quality = isWhole ? qualities.wholeInitials : initialsQuality(word, isBeginning) * sure;
      offer({ quality, kind: "initials" }, found.from, found.to);
    }
  }
  return best;
}

/** A short word is an abbreviation, of which only the plural is a form: `raging` is not RAG. */
function isForm(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 3 || a === b || a === `${b}s` || b === `${a}s`;
}

/** Two letters are the initials of something in most titles, four of few; the beginning of a word is more likely just that. */
function initialsQuality({ length }: string, isBeginning: boolean): number {
  const quality = length > 3 ? qualities.longInitials : qualities.initials * (length === 3 ? 1 : 0.6);
  return quality * (isBeginning ? 0.75 : 1);
}

const likenessOf = memo(({ word, terms }: TermMatch) => resemblanceOf(word, terms.has(word)));

/** An author's name is plain enough, but titles with the word come first. */
const byAuthor: Match = { quality: qualities.author, kind: "fact" };

/**
 * An author with the name that is missing, or else a word of the title that looks like it; less so where its letters are
 * the initials of another title.
 */
function alike(entry: Entry, match: TermMatch): Position | null {
  const { word, areInitials, mayBeInitials } = match;
  if (word.length > 2 && !match.optional && isAuthorOf(word, entry))
    return { match: byAuthor, quality: byAuthor.quality, from: -1, to: -1 };
  const found =
    likenessOf(match)(entry.words) ?? (mayBeInitials && !areInitials ? nearInitials(word, entry) : null);
  if (!found) return null;
  const { from, to } = found;
  const quality = found.quality * (areInitials && word.length > 3 && !match.isAlone ? qualities.unlikely : 1);
  return { match: { quality, kind: "typo" }, quality, from, to };
}

function isAuthorOf(word: string, { paper }: Entry): boolean {
  return authorNames(paper).some((name) => name.includes(word));
}

/** 1 if the query has the method's whole name as it is in the title, much less with typos, 0 if a word is missing. */
function nameCoverage({ nameLength, words }: Entry, covered: readonly number[]): number {
  const name = covered
    .slice(0, nameLength)
    .filter((quality, i) => quality > 0 || !isStopWord(words[i] ?? ""));
  return name.length > 0 ? Math.min(...name) ** 4 : 0;
}

/** Names the matched words if they are not obvious, for a concept, initials or a typo: `matched "vision transformer"`. */
export function whyMatched(entry: Entry, matches: readonly TermMatch[]): string | null {
  const texts = new Set<string>();
  for (const match of matches) {
    const position = bestPosition(entry, match);
    if (!position || !namedKinds.has(position.match.kind)) continue;
    const { from, to } = position;
    if (from < 0) {
      texts.add(entry.paper.venue ?? String(entry.paper.year));
      continue;
    }
    const span = entry.spans.find(
      (s) => match.terms.get(s.term) === position.match && s.from === from && s.to === to,
    );
    texts.add(span && position.match.kind === "typo" ? span.term : entry.words.slice(from, to).join(" "));
  }
  return texts.size === 0 ? null : `matched ${[...texts].map((text) => `"${text}"`).join(", ")}`;
}

const namedKinds: ReadonlySet<Match["kind"]> = new Set(["concept", "typo", "initials"]);
