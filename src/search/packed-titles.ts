import { memoString } from "../catalogue/memo.js";
import { type IndexedTitle, type Span, sharedSet } from "./indexed-title.js";

/** Titles as the index has them, as plain JSON: each text once, and numbers for where it stands. */
export interface PackedTitles {
  /** Each different word, followed by its stem and its family. */
  readonly words: readonly string[];
  /** The terms of spans. */
  readonly terms: readonly string[];
  /** Sets of indexes, as `sharedSet` takes them. */
  readonly sets: readonly string[];
  /** Of each title. */
  readonly initials: readonly string[];
  /** Of each title in the order in which {@link unpackTitles} takes them. */
  readonly numbers: readonly number[];
}

export function packTitles(titles: readonly IndexedTitle[]): PackedTitles {
  const [words, terms, sets] = [createTable(), createTable(), createTable()];
  const forms: string[] = [];
  const numbers: number[] = [];
  for (const title of titles) {
    numbers.push(title.words.length);
    for (const [i, word] of title.words.entries()) {
      const at = words.placeOf(word);
      numbers.push(at);
      if (forms.length === 3 * at) forms.push(word, title.stems[i] ?? "", title.families[i] ?? "");
    }
    numbers.push(title.spans.length);
    for (const { term, from, to } of title.spans) numbers.push(terms.placeOf(term), from, to);
    numbers.push(sets.placeOf([...title.parts].join(" ")), sets.placeOf([...title.continued].join(" ")));
    numbers.push(title.contentWords, title.nameLength);
  }
  const initials = titles.map((title) => title.initials);
  return { words: forms, terms: terms.texts, sets: sets.texts, initials, numbers };
}

/** The titles again. Equal words and terms are one string, also of titles that were packed apart. */
export function unpackTitles(packed: PackedTitles): readonly IndexedTitle[] {
  const [forms, terms] = [packed.words.map(sameText), packed.terms.map(sameText)];
  const sets = packed.sets.map(sharedSet);
  const { numbers } = packed;
  let at = 0;
  const next = () => numbers[at++] ?? 0;
  return packed.initials.map((initials): IndexedTitle => {
    const count = next();
    const words = new Array<string>(count);
    const stems = new Array<string>(count);
    const families = new Array<string>(count);
    for (let i = 0; i < count; i++) {
      const place = 3 * next();
      words[i] = forms[place] ?? "";
      stems[i] = forms[place + 1] ?? "";
      families[i] = forms[place + 2] ?? "";
    }
    const spans = new Array<Span>(next());
    for (let i = 0; i < spans.length; i++) spans[i] = { term: terms[next()] ?? "", from: next(), to: next() };
    const [parts, continued] = [sets[next()] ?? noIndexes, sets[next()] ?? noIndexes];
    const [contentWords, nameLength] = [next(), next()];
    return { words, stems, families, spans, parts, contentWords, nameLength, continued, initials };
  });
}

const noIndexes = sharedSet("");

const sameText = memoString((text) => text, { length: 60, count: 100_000 });

/** Texts, each with its place. */
function createTable() {
  const places = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    placeOf(text: string): number {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}
