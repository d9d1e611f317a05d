import { areSimilarWords } from "./edit-distance.js";
import { stopWords } from "./match-index.js";
import { compareTitles, titleShape } from "./match-titles.js";
import type { Paper } from "./paper.js";
import { paperKeys } from "./paper-keys.js";

/** What a source outside of the lists says of a paper. Plain JSON. */
export interface Details {
  /** The source's name, as people know it: `arXiv`. */
  readonly source: string;
  /** The title there, which tells whether it is the same paper: see {@link describes}. */
  readonly title: string;
  /** Full names, in their order. */
  readonly authors: readonly string[];
  /** Plain text in one paragraph; null where the source has none. */
  readonly abstract: string | null;
  /** The year of the first version. */
  readonly year: number | null;
  /** Without `https://doi.org/`. */
  readonly doi: string | null;
  /** Where it was published, as the source writes it. */
  readonly journal: string | null;
  /** Whether its authors have withdrawn it there. */
  readonly isWithdrawn: boolean;
}

/** The keys by which sources know a paper, the best one first: `arxiv:2309.16354`, `doi:10.1145/…`. */
export function detailsKeysOf(paper: Paper): readonly string[] {
  const { strong } = paperKeys(paper);
  return ["arxiv:", "doi:"].flatMap((kind) => strong.filter((key) => key.startsWith(kind)));
}

/** Every word counts the same: a source knows one title at a time, and no list to tell rare words by. */
const rarity = () => 1;
const samePaper: ReadonlySet<string> = new Set(["same", "typo", "alike", "head"]);

/** Whether details are of this paper, and not of another one whose id was pasted by mistake: their titles agree. */
export function describes({ title }: Pick<Details, "title">, paper: Pick<Paper, "title">): boolean {
  return samePaper.has(compareTitles(titleShape(title), titleShape(paper.title), rarity));
}

/** Shares of a title's telling words that an abstract has: of its own title most, of another paper's few. */
const minOwn = 0.75;
const maxOthers = 0.35;
/** A title of fewer telling words says nothing by the words that an abstract lacks. */
const minTelling = 3;

/**
 * Whether a source's answer about an id is about the paper of this title: by its own title, or by its abstract, which has
 * most words of a title that the paper had before. Null where it does not tell.
 */
export function isAbout(details: Pick<Details, "title" | "abstract">, title: string): boolean | null {
  if (describes(details, { title })) return true;
  if (details.abstract === null) return null;
  const words = new Set(titleShape(`${details.title} ${details.abstract}`).words);
  const telling = [...new Set(titleShape(title).words)].filter((each) => !stopWords.has(each));
  const found = telling.filter(
    (each) => words.has(each) || [...words].some((one) => areSimilarWords(each, one)),
  );
  const share = found.length / Math.max(1, telling.length);
  if (telling.length < minTelling) return share === 1 ? true : null;
  if (share >= minOwn) return true;
  return share <= maxOthers ? false : null;
}

/** What is known of a paper; null for nothing. */
export type DetailsOf = (paper: Paper) => Details | null;

/** The paper with what is known of it. */
export function withDetails<One extends Paper>(paper: One, detailsOf: DetailsOf): One {
  const details = detailsOf(paper);
  return details === null ? paper : { ...paper, details };
}
