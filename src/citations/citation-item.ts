import { authorsOf, nameParts } from "../catalogue/authors.js";
import { detailsKeysOf } from "../catalogue/details.js";
import type { Link, Paper } from "../catalogue/paper.js";
import { isPublished, type VenueKind, type VenueRegistry } from "../catalogue/venues.js";
import { citationKeys } from "./citation-keys.js";

type Name = { readonly family: string; readonly given: string } | { readonly literal: string };

/** A paper as CSL-JSON, the data model of citation styles: https://docs.citationstyles.org/en/stable/specification.html */
export interface CslItem {
  readonly id: string;
  readonly type: "paper-conference" | "article-journal" | "article" | "document";
  readonly title: string;
  readonly author?: readonly Name[];
  readonly issued?: { readonly "date-parts": readonly (readonly number[])[] };
  readonly "container-title"?: string;
  readonly "collection-title"?: string;
  readonly publisher?: string;
  readonly DOI?: string;
  readonly URL?: string;
}

/** What a citation is made of. */
export interface CitationItem {
  readonly csl: CslItem;
  readonly arxivId: string | null;
  /** The list names only some of the authors. */
  readonly hasMoreAuthors: boolean;
}

/** Papers as items of a bibliography, with a key each that no other of them has. */
export function citationItems(papers: readonly Paper[], venues: VenueRegistry): readonly CitationItem[] {
  const keys = citationKeys(papers);
  return papers.map((paper, index) => citationItem(paper, keys[index] ?? paper.id, venues));
}

function citationItem(paper: Paper, id: string, venues: VenueRegistry): CitationItem {
  const authors = authorsOf(paper);
  const year = paper.year ?? paper.details?.year ?? null;
  const doi = doiOf(paper);
  const url = bestUrl(paper.links);
  return {
    csl: {
      id,
      title: oneLine(paper.title),
      ...placeOf(paper, venues),
      ...(authors === null ? {} : { author: authors.names.map(toName) }),
      ...(year === null ? {} : { issued: { "date-parts": [[year]] } }),
      ...(doi === null ? {} : { DOI: doi }),
      ...(url === null ? {} : { URL: url }),
    },
    arxivId: paper.arxivId,
    hasMoreAuthors: authors?.isPartial ?? false,
  };
}

type Place = Pick<CslItem, "type" | "container-title" | "collection-title" | "publisher">;

/** Where it was published: the full title of a known venue, and what people call it as the series. */
function placeOf({ venue, year, arxivId }: Paper, venues: VenueRegistry): Place {
  if (!isPublished(venue, venues))
    return arxivId === null ? { type: "document" } : { type: "article", publisher: "arXiv" };
  const known = venues.find(venue);
  const kind: VenueKind = known?.kind ?? (looksLikeJournal.test(venue) ? "journal" : "conference");
  const full = known?.aliases.find((alias) => alias.split(/\s+/).length > 2) ?? known?.name ?? oneLine(venue);
  if (kind === "journal") return { type: "article-journal", "container-title": full };
  const series =
    full === known?.name || known === null
      ? null
      : [known.name, year].filter((part) => part !== null).join(" ");
  return {
    type: "paper-conference",
    "container-title": full,
    ...(series === null ? {} : { "collection-title": series }),
  };
}

const looksLikeJournal = /\b(?:journal|transactions|letters|magazine|review)\b/i;

function toName(name: string): Name {
  const { family, given } = nameParts(oneLine(name));
  return given === "" ? { literal: family } : { family, given };
}

function doiOf(paper: Paper): string | null {
  const key = detailsKeysOf(paper).find((each) => each.startsWith("doi:"));
  return paper.details?.doi ?? key?.slice("doi:".length) ?? null;
}

function bestUrl(links: readonly Link[]): string | null {
  const inOrder = ["paper", "openreview", "arxiv"].flatMap((kind) =>
    links.filter((link) => link.kind === kind),
  );
  return (inOrder[0] ?? links[0])?.url ?? null;
}

/** Control characters have no place in any of the formats. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
