import type { Details } from "./details.js";

/** Every kind of link a paper can have, in the order in which they are shown. */
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
  /** The label as written in the list, trimmed; the URL's host without one. */
  readonly label: string;
  /** Always http or https. */
  readonly url: string;
}

/** One entry of a list. */
export interface Paper {
  /** Ten lower-case letters and digits, derived from the normalised title: see `paperId`. */
  readonly id: string;
  /** Plain text without markdown, with single spaces, never empty. */
  readonly title: string;
  /** The standard name of a known venue (`NeurIPS`), an unknown venue as written, or `null` if none is stated. */
  readonly venue: string | null;
  readonly year: number | null;
  readonly links: readonly Link[];
  /** `2309.16354`, without a version, if a link has it. */
  readonly arxivId: string | null;
  /** As written in the list. */
  readonly authors: string | null;
  /** Other labels of the entry: topics, `Oral`, `PTQ`. */
  readonly tags: readonly string[];
  /** The first line of the entry, counted from 1. */
  readonly line: number;
  /** What a source outside of the lists says of it; absent where that is not known, and in everything that is stored. */
  readonly details?: Details;
}

/** Something in a list that is unreadable or doubtful. */
export interface Problem {
  /** Its file, if the list has several. */
  readonly path?: string;
  /** Counted from 1. */
  readonly line: number;
  /** One sentence: the mistake and its remedy. */
  readonly message: string;
  /** Set where it is about a large part of the list, not about one entry. */
  readonly isMisread?: true;
}

/** A parsed list. */
export interface Catalogue {
  readonly papers: readonly Paper[];
  readonly problems: readonly Problem[];
}
