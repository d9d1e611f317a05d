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

/** What is known of a paper; null for nothing. */
export type DetailsOf = (paper: Paper) => Details | null;

/** The paper with what is known of it. */
export function withDetails<One extends Paper>(paper: One, detailsOf: DetailsOf): One {
  const details = detailsOf(paper);
  return details === null ? paper : { ...paper, details };
}
