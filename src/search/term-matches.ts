import { createDraft, type Draft, finishDraft } from "./draft.js";
import type { Expansion } from "./expansions.js";
import type { MatchContext } from "./match-context.js";
import { splitsOf } from "./splits.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";
import { quality, type TermMatch } from "./term-match.js";
import { termOf } from "./terms.js";
import { longerWords, typosOf } from "./typos.js";
import { variantKey } from "./vocabulary.js";
import type { Words } from "./words.js";

/** As many neighbours may be written as one word, or be a venue's name. */
const maxJoinedWords = { word: 4, venue: 6 } as const;

/** Works out what matches each typed word. A word typed twice counts once. */
export function termMatches(
  typed: Words,
  expansions: readonly Expansion[],
  context: MatchContext,
): readonly TermMatch[] {
  const { words } = typed;
  const drafts = words.map(createDraft);
  addWords(drafts, expansions);
  addNeighbours(drafts);
  for (const expansion of expansions) addExpansion(drafts, expansion);
  addMisspeltJoins(drafts, typed, context);
  for (const draft of drafts) addGuesses(drafts, draft, context);
  const someContent = words.some((word) => !isStopWord(word));
  return drafts
    .filter(({ word }, i) => words.lastIndexOf(word) === i)
    .map((draft) => finishDraft(draft, someContent && isStopWord(draft.word), context));
}

/** Words that are written for one concept belong together: `vision transformer`, `4 bit`. Apart they are worth less. */
function addWords(drafts: readonly Draft[], expansions: readonly Expansion[]): void {
  const together = expansions.filter(({ kind, from, to }) => kind === "concept" && to - from > 1);
  for (const [i, draft] of drafts.entries()) {
    const share = together.some(({ from, to }) => from <= i && i < to) ? quality.apart : 1;
    draft.put(draft.word, quality.exact * share, "exact");
    draft.put(termOf.stem(stem(draft.word)), quality.form * share, "form");
    draft.put(termOf.venue(draft.word), quality.fact, "fact");
  }
}

/** `smooth quant` for a title's `SmoothQuant`, or for a venue of several words. */
function addNeighbours(drafts: readonly Draft[]): void {
  for (const { joined, spanned } of neighbours(drafts)) {
    for (const draft of spanned) draft.put(termOf.venue(joined), quality.fact, "fact");
    if (spanned.length > maxJoinedWords.word) continue;
    for (const draft of spanned) {
      draft.put(joined, quality.joined, "form");
      draft.put(termOf.stem(stem(joined)), quality.form, "form");
    }
  }
}

function neighbours(drafts: readonly Draft[]): { joined: string; spanned: readonly Draft[] }[] {
  return drafts.flatMap((_, from) =>
    Array.from({ length: Math.min(maxJoinedWords.venue, drafts.length - from) - 1 }, (_, more) => {
      const spanned = drafts.slice(from, from + more + 2);
      return { joined: spanned.map(({ word }) => word).join(""), spanned };
    }),
  );
}

function addExpansion(drafts: readonly Draft[], expansion: Expansion): void {
  const spanned = drafts.slice(expansion.from, expansion.to);
  const asTyped = termOf.stem(variantKey(spanned.map(({ word }) => word)));
  for (const draft of spanned) {
    switch (expansion.kind) {
      case "concept":
        draft.put(asTyped, quality.joined, "form");
        draft.put(termOf.concept(expansion.concept.id), quality[expansion.closeness], "concept");
        break;
      case "venue":
        draft.put(termOf.venue(expansion.venue), quality.fact, "fact");
        break;
      case "year":
        draft.put(termOf.year(expansion.year), quality.fact, "fact");
    }
  }
}

/** `ptq4vti` for a title's `PTQ4ViT`: what was typed as one but falls into parts is misspelt as one, too. */
function addMisspeltJoins(drafts: readonly Draft[], { joins }: Words, context: MatchContext): void {
  for (const { word, from, to } of joins) {
    if (word.length < 4 || context.dictionary.count(word) > 0) continue;
    for (const [term, quality] of typosOf(word, false, context)) {
      for (const draft of drafts.slice(from, to)) draft.put(term, quality, "typo");
    }
  }
}

/**
 * What the word may have been meant to be, where that is wanted: an unknown one, two or three words written as one; an
 * unknown or last one, the beginning of a longer one, or of one with its neighbours; an unknown one, another one misspelt.
 */
function addGuesses(drafts: readonly Draft[], draft: Draft, context: MatchContext): void {
  const { word } = draft;
  if (/^\p{N}+$/u.test(word)) return;
  const unknown = !draft.isKnown(context.dictionary);
  if (unknown) draft.splits.push(...splitsOf(word, context.dictionary));
  if (context.typos === "none") return;
  const last = draft === drafts.at(-1);
  if (last || (context.dictionary.count(word) === 0 && word.length > 2)) {
    for (const [term, quality] of longerWords(word, context)) draft.put(term, quality, "prefix");
    // A wrong ending hides a word: `evaluats` for `evaluating`.
    const root = unknown ? stem(word) : "";
    if (root.length > 3)
      for (const [term, quality] of longerWords(root, context)) draft.put(term, quality, "prefix");
  }
  for (const { joined, spanned } of last ? neighbours(drafts) : []) {
    if (spanned.at(-1) !== draft || joined.length < 4) continue;
    for (const [term, quality] of longerWords(joined, context)) {
      for (const neighbour of spanned) neighbour.put(term, quality, "prefix");
    }
  }
  if (unknown || context.typos === "all") {
    for (const [term, quality] of typosOf(word, last, context)) draft.put(term, quality, "typo");
  }
}
