import { createDraftNeed, type DraftNeed } from "./draft-need.js";
import { longestMisspelt } from "./edit-distance.js";
import type { Meaning } from "./meanings.js";
import { type Need, type Phrase, quality } from "./need.js";
import type { PaperIndex } from "./paper-index.js";
import type { Speller } from "./speller.js";
import { isStopWord } from "./stop-words.js";
import type { Form } from "./vocabulary.js";
import type { Words } from "./words.js";
import type { Work } from "./work.js";

/** How far a title's words may be from the typed ones. */
export interface Tolerance {
  /** Which words may be misspelt: those that no title has, all of them, or none. */
  readonly typos: "unknown" | "all" | "none";
  /** Which words may be cut short: the last one and those that no title has, or none. */
  readonly cut: "last" | "none";
}

/** What {@link needsOf} asks; one for each query. */
export interface Oracle {
  readonly index: PaperIndex;
  readonly speller: Speller;
  readonly tolerance: Tolerance;
  readonly work: Work;
}

/** One or two letters begin so many words that only the most frequent can matter. */
const limits = { joinedWords: 4, beginnings: 400, beginningsOfFewLetters: 100 } as const;
/** What it costs to find the words of one stem. */
const stemSteps = 100;

/** Works out what answers each typed word, among the words that the index knows. A word typed twice is one need. */
export function needsOf(typed: Words, meanings: readonly Meaning[], oracle: Oracle): readonly Need[] {
  const { words } = typed;
  const drafts = words.map((word) => createDraftNeed(word, oracle.index));
  addJoins(drafts, oracle);
  addMisspeltJoins(typed, drafts, oracle);
  for (const meaning of meanings) addMeaning(meaning, drafts, oracle.index);
  drafts.forEach((draft, i) => {
    addWord(draft, i === drafts.length - 1, oracle);
  });
  const telling = words.some((word) => !isStopWord(word));
  return drafts.filter(({ word }, i) => words.lastIndexOf(word) === i).map((draft) => draft.finish(telling));
}

/** `smooth quant` for a title's `SmoothQuant`: neighbours that some title, or a venue's name, writes as one. */
function addJoins(drafts: readonly DraftNeed[], oracle: Oracle): void {
  const { index, tolerance, work } = oracle;
  for (let from = 0; from < drafts.length - 1; from++) {
    let joined = drafts[from]?.word ?? "";
    for (let to = from + 2; to <= Math.min(drafts.length, from + limits.joinedWords); to++) {
      joined += drafts[to - 1]?.word ?? "";
      if (!work.spend(stemSteps)) return;
      const spanned = drafts.slice(from, to);
      for (const form of index.dictionary.forms(joined)) {
        const match = { quality: form === joined ? quality.joined : quality.form, how: "form" } as const;
        for (const draft of spanned) draft.put(form, match);
      }
      if (index.count("venue", joined) > 0) for (const draft of spanned) draft.venues.add(joined);
      if (to === drafts.length && tolerance.cut === "last" && joined.length > 3) {
        for (const draft of spanned) addLongerWords(draft, joined, oracle);
      }
    }
  }
}

/** `ptq4vti` for a title's `PTQ4ViT`: what was typed as one but falls into parts is misspelt as one, too. */
function addMisspeltJoins({ joins }: Words, drafts: readonly DraftNeed[], oracle: Oracle): void {
  if (oracle.tolerance.typos === "none") return;
  for (const { word, from, to } of joins) {
    if (word.length < 4 || oracle.index.dictionary.count(word) > 0) continue;
    for (const [answer, match] of oracle.speller.correct(word, false, oracle.work)) {
      for (const draft of drafts.slice(from, to)) draft.put(answer, match);
    }
  }
}

function addMeaning(meaning: Meaning, drafts: readonly DraftNeed[], index: PaperIndex): void {
  for (const draft of drafts.slice(meaning.from, meaning.to)) {
    switch (meaning.kind) {
      case "venue":
        if (index.count("venue", meaning.venue) > 0) draft.venues.add(meaning.venue);
        break;
      case "year":
        if (index.count("year", String(meaning.year)) > 0) draft.years.add(meaning.year);
        break;
      case "form":
        addForm(meaning.form, draft, index);
    }
  }
}

function addForm(form: Form, draft: DraftNeed, { dictionary }: PaperIndex): void {
  const places = form.map((word) => new Set(dictionary.forms(word)));
  const [first] = places;
  if (places.length === 1 && first) {
    for (const word of first) draft.put(word, { quality: quality.meaning, how: "meaning" });
  } else if (places.every((place) => place.size > 0)) {
    draft.phrases.push({ places, quality: quality.meaning, how: "meaning" });
  }
}

/** The word itself last, when it is known whether anything else answers it: an unknown word may be more things. */
function addWord(draft: DraftNeed, last: boolean, oracle: Oracle): void {
  const { index, speller, tolerance, work } = oracle;
  const { word } = draft;
  const { dictionary } = index;
  work.spend(stemSteps);
  if (dictionary.count(word) > 0) draft.put(word, { quality: quality.exact, how: "exact" });
  for (const form of dictionary.forms(word)) draft.put(form, { quality: quality.form, how: "form" });
  if (index.count("venue", word) > 0) draft.venues.add(word);
  if (/^\p{N}+$/u.test(word)) return;
  const unknown = !draft.answered();
  if (unknown) draft.phrases.push(...splits(word, oracle));
  if (tolerance.cut === "last" && (last || (unknown && word.length > 2))) addLongerWords(draft, word, oracle);
  if (tolerance.typos === "all" || (tolerance.typos === "unknown" && unknown)) {
    const corrections = speller.correct(word, last && tolerance.cut === "last", work);
    for (const [answer, match] of corrections) draft.put(answer, match);
  }
}

/** The longer of two longer words is a little worse. */
function addLongerWords(draft: DraftNeed, beginning: string, { index, work }: Oracle): void {
  const limit = beginning.length > 2 ? limits.beginnings : limits.beginningsOfFewLetters;
  for (const word of index.dictionary.beginningWith(beginning, limit, work)) {
    const share = beginning.length / word.length;
    draft.put(word, { quality: quality.beginning * (0.9 + 0.1 * share), how: "beginning" });
  }
}

/** `smoothquant` for a title's `Smooth Quant`, `fewbitbackward`: two or three known words written as one. */
function splits(word: string, { index, work }: Oracle): Phrase[] {
  if (word.length > longestMisspelt) return [];
  const known = (part: string) => work.spend(1) && index.dictionary.count(part) > 0;
  const inTwo = (whole: string, least: number) =>
    cuts(whole, least).filter(([left, right]) => known(left) && known(right));
  const inThree = cuts(word, 2).flatMap(([left, rest]) =>
    known(left) ? inTwo(rest, 2).map((pair) => [left, ...pair]) : [],
  );
  return [...inTwo(word, 1), ...inThree].map((words) => ({
    places: words.map((part) => new Set([part])),
    quality: quality.joined,
    how: "form",
  }));
}

/** All ways to cut a word in two, each part of at least so many letters. */
function cuts(word: string, least: number): [left: string, right: string][] {
  const ways = Math.max(0, word.length - 2 * least + 1);
  return Array.from({ length: ways }, (_, i) => [word.slice(0, least + i), word.slice(least + i)]);
}
