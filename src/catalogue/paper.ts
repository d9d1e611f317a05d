/** Every kind of link a paper can have, in the order in which people are shown them. */
export const linkKinds = [
  "paper",
  "arxiv",
  "openreview",
  "code",
  "hugging face",
  "paper with code",
  "project",
  "video",
  "slides",
  "other",
] as const;

export type LinkKind = (typeof linkKinds)[number];

export interface Link {
  readonly kind: LinkKind;
  /** The label as the list writes it, trimmed; the URL's host where there is none. */
  readonly label: string;
  /** Always http or https. */
  readonly url: string;
}

/** One entry of a list. */
export interface Paper {
  /**
   * Ten lower-case letters and digits made from the normalised title: the same title gives the same id in every
   * list, on every machine, for ever.
   */
  readonly id: string;
  /** Plain text: markdown is resolved, white space is single spaces, never empty. */
  readonly title: string;
  /** The venue's standard name (`NeurIPS`), as written where it is not a known one, `null` where none is stated. */
  readonly venue: string | null;
  readonly year: number | null;
  readonly links: readonly Link[];
  /** `2309.16354`, without a version, where one of the links says so. */
  readonly arxivId: string | null;
  /** As the list writes them, where it does. */
  readonly authors: string | null;
  /** What else the entry says of the paper in labels of its own: topics, `Oral`, `PTQ`. */
  readonly tags: readonly string[];
  /** The line of the list that the entry starts on, counted from 1. */
  readonly line: number;
}

/** Something in a list that could not be read, or not be trusted. */
export interface Problem {
  /** The file that it is in, where the list has more than one. */
  readonly path?: string;
  /** Counted from 1. */
  readonly line: number;
  /** One sentence: what is wrong and what to do. */
  readonly message: string;
}

/** A list, parsed. */
export interface Catalogue {
  readonly papers: readonly Paper[];
  readonly problems: readonly Problem[];
}
