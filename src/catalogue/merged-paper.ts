import { memoString } from "./memo.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Link, Paper } from "./paper.js";
import { numberedId } from "./paper-id.js";
import { linkKey } from "./paper-keys.js";
import { push } from "./push.js";
import { tellApart } from "./same-title.js";
import { isPublished, type VenueRegistry } from "./venues.js";

/** A paper that one or more lists have, with what all of them say of it. */
export interface MergedPaper extends Paper {
  /** Ids of lists, in the order in which the lists are served; never empty. */
  readonly lists: readonly string[];
  /** How other lists write the title. */
  readonly otherTitles: readonly string[];
  /** The lists, by id, of the links that the first list does not have, by URL. */
  readonly addedLinks: Readonly<Record<string, string>>;
}

/** The lists that a paper is in; empty if it does not say. */
export function listsOf(paper: Paper | MergedPaper): readonly string[] {
  return "lists" in paper ? paper.lists : [];
}

/** One list's entry of a paper. */
export interface ListEntry {
  readonly list: string;
  readonly paper: Paper;
}

/** Merges the entries of one paper in several lists, in the order of the lists. Null without entries. */
export function mergedPaper(entries: readonly ListEntry[], venues: VenueRegistry): MergedPaper | null {
  const [first, ...others] = entries;
  if (first === undefined) return null;
  if (others.length === 0) return inOneList(first);
  const lists = entries.map(({ list }) => list);
  const paper = mergeEntries(
    first.paper,
    others.map((entry) => entry.paper),
    venues,
  );
  const listOf = (url: string) =>
    entries.find(({ paper }) => paper.links.some((link) => link.url === url))?.list;
  const added = paper.links.flatMap(({ url }) => {
    const list = listOf(url);
    return list === undefined || list === first.list ? [] : [[url, list] as const];
  });
  const addedLinks = Object.fromEntries(added);
  return { ...paper, lists, otherTitles: otherTitles(first.paper, others), addedLinks };
}

/** Most papers are in one list. Each field by its name: an engine gives every object that is spread a shape of its own. */
function inOneList({ list, paper }: ListEntry): MergedPaper {
  const { id, title, venue, year, links, arxivId, authors, tags, line, details } = paper;
  const lists = alone(list);
  const [otherTitles, addedLinks] = [none, noLinks];
  const all = { id, title, venue, year, links, arxivId, authors, tags, line, lists, otherTitles, addedLinks };
  return details === undefined ? all : { ...all, details };
}

/** All papers of one list share this. */
const alone = memoString((list): readonly string[] => [list]);
const none: readonly string[] = [];
const noLinks: Readonly<Record<string, string>> = {};

/** Each other title once, whatever its punctuation. */
function otherTitles({ title }: Paper, others: readonly ListEntry[]): readonly string[] {
  const byKey = new Map(others.map(({ paper }) => [normaliseTitle(paper.title), paper.title]));
  byKey.delete(normaliseTitle(title));
  return [...byKey.values()];
}

/**
 * Merges the entries of one paper under several headings of a list; the line is that of the first. Of several papers of
 * one title all but the first get a numbered id.
 */
export function mergePapers(papers: readonly Paper[], venues: VenueRegistry): readonly Paper[] {
  const byId = new Map<string, Paper[]>();
  for (const paper of papers) push(byId, paper.id, paper);
  return [...byId.values()].flatMap((same) =>
    tellApart(same, papers).flatMap(([first, ...others], index) => {
      if (!first) return [];
      const merged = mergeAll(first, others, venues);
      return [index === 0 ? merged : { ...merged, id: numberedId(first.title, index + 1) }];
    }),
  );
}

/** Merges the entries of one paper in several lists: no link is repeated. */
export function mergeEntries(first: Paper, others: readonly Paper[], venues: VenueRegistry): Paper {
  if (others.length === 0) return first;
  const entries = [first, ...others];
  const links = new Map<string, Link>();
  for (const link of entries.flatMap((entry) => entry.links)) {
    const key = `${link.kind} ${linkKey(link) ?? link.url}`;
    if (!links.has(key)) links.set(key, link);
  }
  return { ...mergeAll(first, others, venues), links: [...links.values()] };
}

/** The first entry, with the links, tags and missing fields that the others add. A venue of publication is preferred. */
function mergeAll(first: Paper, others: readonly Paper[], venues: VenueRegistry): Paper {
  if (others.length === 0) return first;
  const entries = [first, ...others];
  const known = new Set(first.links.map(({ url }) => url));
  const more = others.flatMap(({ links }) => {
    const added = links.filter(({ url }) => !known.has(url));
    for (const { url } of added) known.add(url);
    return added;
  });
  const firstOf = <Field extends "venue" | "year" | "arxivId" | "authors">(field: Field): Paper[Field] =>
    entries.find((entry) => entry[field] !== null)?.[field] ?? first[field];
  const published = entries.find(({ venue }) => isPublished(venue, venues));
  return {
    ...first,
    venue: published?.venue ?? firstOf("venue"),
    year: published?.year ?? firstOf("year"),
    links: more.length > 0 ? [...first.links, ...more] : first.links,
    arxivId: firstOf("arxivId"),
    authors: firstOf("authors"),
    tags: [...new Set(entries.flatMap(({ tags }) => tags))],
  };
}
