import type { Paper } from "../catalogue/paper.js";
import { push } from "../catalogue/push.js";
import type { Searchable } from "./entry.js";
import { contentTerms, type Names, namesOf, setOf } from "./names-of-paper.js";
import { termOf as terms } from "./terms.js";
import { isStopWord } from "./words.js";

/** Where the words of a paper were found that its title does not have. */
export type Beyond = "title" | "authors" | "abstract";

/**
 * The titles that other lists give papers, authors and abstracts, by their words. Titles come first always: what is found here only adds papers to what the titles
 * found, so it cannot harm them.
 */
export interface BeyondTitles {
  readonly add: (paper: Searchable) => void;
  readonly remove: (paper: Paper) => void;
  /** The ids of the papers with an author of whose name this is a whole word, each once. */
  readonly byAuthor: (name: string) => readonly string[];
  /**
   * The papers that have each of these words in their title, another title, among their authors' names or in their
   * abstract, and not all of them in the title. A name has to be typed in full; words of abstracts are found in any inflection.
   *
   * @param withAbstracts whether abstracts count too
   * @param stemsOf the terms of a paper's own title; null for one that may not be found
   */
  readonly find: (
    words: readonly string[],
    withAbstracts: boolean,
    stemsOf: (id: string) => readonly string[] | null,
  ) => ReadonlyMap<string, Beyond>;
}

interface PaperWords extends Names {
  readonly abstract: ReadonlySet<string>;
}

/** Papers of one word that are looked at: a word of more says little. */
const maxCandidates = 2000;
const maxFound = 200;

const noIds: readonly string[] = [];

export function createBeyondTitles(): BeyondTitles {
  const papers = new Map<string, PaperWords>();
  /** The ids of the papers with a word, each once. */
  const byWord = new Map<string, string[]>();

  return {
    add(paper) {
      const words = readPaper(paper);
      if (words === null || papers.has(paper.id)) return;
      papers.set(paper.id, words);
      for (const word of wordsOf(words)) push(byWord, word, paper.id);
    },
    remove({ id }) {
      const words = papers.get(id);
      if (words === undefined) return;
      papers.delete(id);
      for (const word of wordsOf(words)) {
        const ids = byWord.get(word) ?? [];
        const at = ids.indexOf(id);
        if (at >= 0) ids.splice(at, 1);
        if (ids.length === 0) byWord.delete(word);
      }
    },
    byAuthor: (name) => byWord.get(name) ?? noIds,
    find(typed, withAbstracts, stemsOf) {
      const wanted = typed.filter((word) => !isStopWord(word)).map((word) => ({ word, term: termOf(word) }));
      const rarest = wanted
        .flatMap(({ word, term }) => {
          const ids = new Set([
            ...(byWord.get(inOtherTitle(term)) ?? []),
            ...(byWord.get(word) ?? []),
            ...(withAbstracts ? (byWord.get(term) ?? []) : []),
          ]);
          return ids.size > 0 ? [ids] : [];
        })
        .sort((a, b) => a.size - b.size);
      const found = new Map<string, Beyond>();
      // Each of the words may be the one that only the title has, so all others give candidates too.
      for (const id of new Set(rarest.flatMap((ids) => [...ids].slice(0, maxCandidates)))) {
        const [words, title] = [papers.get(id), stemsOf(id)];
        const where = words && title && whereIn(words, title, wanted, withAbstracts);
        if (!where) continue;
        found.set(id, where);
        if (found.size === maxFound) break;
      }
      return found;
    },
  };
}

/** All words, each once: those of other titles and of abstracts have marks of their own. */
function* wordsOf({ otherTitles, authors, abstract }: PaperWords): Generator<string> {
  for (const term of otherTitles) yield inOtherTitle(term);
  yield* authors;
  yield* abstract;
}

function whereIn(
  { otherTitles, authors, abstract }: PaperWords,
  title: readonly string[],
  wanted: readonly { readonly word: string; readonly term: string }[],
  withAbstracts: boolean,
): Beyond | null {
  const places = new Set<Beyond>();
  for (const { word, term } of wanted) {
    if (title.includes(term)) continue;
    if (otherTitles.has(term)) places.add("title");
    else if (authors.has(word)) places.add("authors");
    else if (withAbstracts && abstract.has(term)) places.add("abstract");
    else return null;
  }
  return (["abstract", "authors", "title"] as const).find((place) => places.has(place)) ?? null;
}

/** Null where nothing is known beyond its title. */
function readPaper(paper: Searchable): PaperWords | null {
  const { otherTitles, authors } = namesOf(paper);
  const abstract = setOf(contentTerms(paper.details?.abstract ?? ""));
  return otherTitles.size + authors.size + abstract.size === 0 ? null : { otherTitles, authors, abstract };
}

/** Marked, as abstracts do not always count. */
function inOtherTitle(term: string): string {
  return `=${term}`;
}

/** Marked, as a name is no stem: `li` of an author is not the `li` of an abstract. */
const termOf = terms.stem;
