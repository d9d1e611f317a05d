import type { KnownPaper, KnownPapers } from "./known-paper.js";
import { endsOf, knownShape, rarest, startOf, stopWords } from "./match-index.js";
import { formsOf, type TitleShape } from "./match-titles.js";
import { normaliseTitle } from "./normalise-title.js";
import { createPostings, type Postings } from "./postings.js";

/** A known paper of one list. */
export interface ListedPaper {
  readonly list: string;
  readonly known: KnownPaper;
}

/** A key of more papers than this identifies none of them. */
const maxOwners = 64;
/** A start or end of more titles than this is not looked up. */
const maxEndOwners = 64;
/** A word of more titles than this is not looked up. */
const maxWordOwners = 128;
/** Reworded titles to compare with one title. */
const maxReworded = 16;

export type ListedPapers = ReturnType<typeof createListedPapers>;

/**
 * The known papers of all lists by all that an entry of another list can share with one. Titles are there at once; the
 * rest, which few revisions need, is indexed by `catchUp`, and has to be before it is asked for.
 */
export function createListedPapers() {
  const lists = new Map<string, KnownPapers>();
  /** The lists' order, as numbers. */
  const places = new Map<string, number>();
  let nextPlace = 0;
  const titles = createPostings<ListedPaper>();
  const formerTitles = createPostings<ListedPaper>();
  let pending: { readonly paper: ListedPaper; readonly isAdded: boolean }[] = [];
  let done = 0;
  let index = createIndex();

  /** Adds a paper to what is indexed at once, or removes it. */
  function change(list: string, known: KnownPaper, isAdded: boolean): void {
    const paper = { list, known };
    const [only = "", ...others] = known.titles;
    const latest = others.length === 0 ? only : normaliseTitle(known.title);
    update(titles, latest, paper, isAdded);
    for (const title of others.length === 0 ? [] : known.titles)
      if (title !== latest) update(formerTitles, title, paper, isAdded);
    pending.push({ paper, isAdded });
  }

  function replace(list: string, papers: KnownPapers): void {
    const before = lists.get(list);
    if (before === papers) return;
    // A list keeps its place in the order.
    lists.set(list, papers);
    if (!places.has(list)) places.set(list, nextPlace++);
    for (const known of before?.values() ?? []) {
      if (papers.get(known.id) !== known) change(list, known, false);
    }
    for (const known of papers.values()) {
      if (before?.get(known.id) !== known) change(list, known, true);
    }
  }

  return {
    /** The lists, and all that is known of each, in their order. */
    lists: lists as ReadonlyMap<string, KnownPapers>,
    replace,
    remove(list: string): void {
      replace(list, new Map());
      lists.delete(list);
      places.delete(list);
    },
    /** Where a list is among all: a lesser number comes first. */
    placeOf: (list: string): number => places.get(list) ?? 0,
    /** Indexes what changed, in steps of less than a millisecond. Several may run at a time. */
    *catchUp(): Generator<undefined, void> {
      for (let next = pending[done]; next !== undefined; next = pending[done]) {
        done++;
        index.change(next.paper, next.isAdded);
        yield;
      }
      pending = [];
      done = 0;
    },
    /** Frees what `catchUp` has made: it is made again. */
    rest(): void {
      if (index.isEmpty()) return;
      index = createIndex();
      pending = [...lists].flatMap(([list, papers]) =>
        [...papers.values()].map((known) => ({ paper: { list, known }, isAdded: true })),
      );
      done = 0;
    },
    /** The papers that have exactly this normalised title now; of lists without one, those that had it earlier. */
    withTitle(key: string): readonly ListedPaper[] {
      const current = titles.get(key);
      const former = formerTitles.get(key);
      if (former.length === 0) return current;
      const having = new Set(current.map(({ list }) => list));
      return [...current, ...former.filter(({ list }) => !having.has(list))];
    },
    withForm: (form: string): readonly ListedPaper[] => index.forms.get(form),
    /** The papers that ever had this key; none if they are too many. */
    withKey: (key: string): readonly ListedPaper[] => atMost(maxOwners, index.keys.get(key)),
    /** Papers whose title has the same start or end, and the same length give or take two letters; not if many have. */
    spelledLike(shape: TitleShape): readonly ListedPaper[] {
      const ends = [-2, -1, 0, 1, 2].flatMap((longer) => endsOf(shape, longer));
      return ends.flatMap((end) => atMost(maxEndOwners, index.ends.get(end)));
    },
    wordedLike: (shape: TitleShape): readonly ListedPaper[] => index.wordedLike(shape),
    rarity: (word: string): number => index.rarity(word),
  };
}

/** A paper as it is found by its words. */
interface WordedPaper {
  readonly paper: ListedPaper;
  /** Its own. */
  readonly number: number;
  /** How many words its title has. */
  readonly length: number;
}

/** What is indexed of papers besides their titles. */
function createIndex() {
  const [forms, keys, ends] = [
    createPostings<ListedPaper>(),
    createPostings<ListedPaper>(),
    createPostings<ListedPaper>(),
  ];
  const [words, starts] = [createPostings<WordedPaper>(), createPostings<ListedPaper>()];
  let count = 0;
  let nextNumber = 0;
  /** By the papers' numbers, how many words they share with the title that is looked up; 0 between lookups. */
  let shared = new Uint8Array(1024);

  function rarity(word: string): number {
    return stopWords.has(word) ? 0.2 : Math.log(2 + count / (1 + words.get(word).length));
  }

  return {
    forms,
    keys,
    ends,
    rarity,
    isEmpty: () => count === 0,
    change(paper: ListedPaper, isAdded: boolean): void {
      const shape = knownShape(paper.known);
      count += isAdded ? 1 : -1;
      for (const form of new Set([shape.key, ...formsOf(shape)])) update(forms, form, paper, isAdded);
      for (const key of paper.known.keys) update(keys, key, paper, isAdded);
      for (const end of endsOf(shape, 0)) update(ends, end, paper, isAdded);
      const worded = { paper, number: nextNumber++, length: shape.words.length };
      for (const word of new Set(shape.words)) {
        if (stopWords.has(word)) continue;
        if (isAdded) words.add(word, worded);
        else words.remove(word, (each) => isSame(each.paper, paper));
      }
      update(starts, startOf(shape), paper, isAdded);
    },
    /** Papers that share most of the rarest words, those of the most first. */
    wordedLike(shape: TitleShape): readonly ListedPaper[] {
      const rare = rarest(shape, rarity);
      // Thousands of papers are counted for each title, so without a map.
      if (shared.length < nextNumber) shared = new Uint8Array(2 * nextNumber);
      const found: WordedPaper[] = [];
      for (const word of rare) {
        for (const each of atMost(maxWordOwners, words.get(word))) {
          const before = shared[each.number] ?? 0;
          shared[each.number] = before + 1;
          if (before === 0) found.push(each);
        }
      }
      const countOf = ({ number }: WordedPaper) => shared[number] ?? 0;
      const worded = found
        .filter((each) => countOf(each) >= Math.min(2, rare.length, each.length))
        .sort((a, b) => countOf(b) - countOf(a))
        .slice(0, maxReworded)
        .map(({ paper }) => paper);
      for (const { number } of found) shared[number] = 0;
      // The rarest words of a title with authors appended are theirs.
      return [...new Set([...worded, ...atMost(maxReworded, starts.get(startOf(shape)))])];
    },
  };
}

function update(postings: Postings<ListedPaper>, key: string, paper: ListedPaper, isAdded: boolean): void {
  if (isAdded) postings.add(key, paper);
  else postings.remove(key, (each) => isSame(each, paper));
}

function isSame(one: ListedPaper, other: ListedPaper): boolean {
  return one.known === other.known && one.list === other.list;
}

function atMost<Item>(max: number, items: readonly Item[]): readonly Item[] {
  return items.length > max ? [] : items;
}
