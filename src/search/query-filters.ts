import { type LinkKind, linkKinds } from "../catalogue/paper.js";
import { nameWords } from "./author-names.js";
import { nearestName } from "./nearest-name.js";
import { fullYear, nearestYears, plainYears, relativeYears, withDigits } from "./nearest-years.js";
import { plainlyMeant } from "./plain-name.js";
import { type Filters, noFilters, type YearRange } from "./query.js";
import type { Vocabulary } from "./vocabulary.js";
import { readWords, venueWord } from "./words.js";

/** The names that filters accept. */
export interface Names {
  readonly vocabulary: Vocabulary;
  /** The venues of the papers, in addition to the well-known ones. */
  readonly venues: Iterable<string>;
  readonly lists: readonly ListName[];
  /** What `last year` counts from. */
  readonly thisYear: () => number;
}

/** A list is found by its id or its name. */
export interface ListName {
  readonly id: string;
  readonly name: string;
}

export interface Mistake {
  /** One sentence: what is wrong and what to write instead. */
  readonly message: string;
  /** A likely correction of the wrong text. */
  readonly instead: string | null;
}

const keys = ["list", "venue", "year", "has", "author", "title", "id"] as const;
export type Key = (typeof keys)[number];
/** `id:` finds one paper and is not a filter. */
export type FilterKey = Exclude<Key, "id">;

/** What other search boxes call them. */
const otherKeys: Readonly<Record<string, Key>> = {
  conference: "venue",
  conf: "venue",
  journal: "venue",
  date: "year",
  yr: "year",
  link: "has",
  links: "has",
  in: "venue",
  lists: "list",
  source: "list",
  arxiv: "id",
  doi: "id",
  authors: "author",
  by: "author",
};

const otherLinkNames: Readonly<Record<string, LinkKind>> = {
  pdf: "paper",
  github: "code",
  repo: "code",
  huggingface: "hugging face",
  hf: "hugging face",
  paperswithcode: "paper with code",
  paperwithcode: "paper with code",
  pwc: "paper with code",
  page: "project",
  website: "project",
  projectpage: "project",
  demo: "project",
  youtube: "video",
  slide: "slides",
};

/**
 * The filter with this name, or one that other search boxes call so. Null for other words before a colon: `llm:int8`.
 */
export function filterKeyNamed(typed: string): Key | null {
  return keys.find((key) => key === typed || `${key}s` === typed) ?? otherKeys[typed] ?? null;
}

/** The filter that was probably meant by a name that is none. */
export function filterKeyNear(typed: string): Key | null {
  const nearest = nearestName(typed, keys);
  return keys.find((key) => key === nearest) ?? null;
}

/** What is said of a name that is none, but nearly one. */
export function noSuchFilter(typed: string, nearest: Key): Mistake {
  return { message: `There is no filter "${typed}:"; did you mean "${nearest}:"?`, instead: `${nearest}:` };
}

export type ParsedFilter =
  | { readonly kind: "filters"; readonly filters: Filters }
  | ({ readonly kind: "invalid" } & Mistake);

/** The value of one filter alone, as of a command's option: `ICLR,ICML` is the filter of `venue:ICLR,ICML`. */
export function parseFilter(key: FilterKey, value: string, names: Names): ParsedFilter {
  const read = readFilter(key, value, names);
  return "message" in read
    ? { kind: "invalid", ...read }
    : { kind: "filters", filters: mergeFilters(noFilters, read) };
}

/** Reads the value of a filter: for all but `title:`, one or more with commas, slashes or bars between. */
export function readFilter(key: FilterKey, text: string, names: Names): Partial<Filters> | Mistake {
  if (key === "title") return readWords(text).words.length > 0 ? { title: [text] } : {};
  const readValue = valueReaders[key];
  const whole = readValue(text, names);
  if (!("message" in whole)) return whole;
  let filters = noFilters;
  for (const value of text.split(/[,;/|、，]/u).map((item) => item.trim())) {
    if (value === "") continue;
    const read = readValue(value, names);
    if ("message" in read) return { ...read, instead: read.instead && text.replace(value, read.instead) };
    filters = mergeFilters(filters, read);
  }
  return filters;
}

/** Whether a value is exactly one of a filter's, or a venue with its year, so that `venue iclr` is plain without a colon. */
export function isExactValue(key: Key, value: string, names: Names): boolean {
  switch (key) {
    case "list":
      return listNamed(value, names.lists) !== null;
    case "venue":
      return venueNamed(value, names) !== null || datedVenue(value, names).length > 0;
    case "year":
      return /^(?:19|20)\d\d/u.test(value) && !("message" in valueReaders.year(value, names));
    case "has":
      return linkKinds.some((kind) => kind !== "paper" && kind !== "other" && kind === value.toLowerCase());
    default:
      return false;
  }
}

/** Duplicates are removed. */
export function mergeFilters(filters: Filters, more: Partial<Filters>): Filters {
  return {
    lists: union(filters.lists, more.lists),
    venues: union(filters.venues, more.venues),
    years: union(filters.years, more.years),
    has: union(filters.has, more.has),
    authors: union(filters.authors, more.authors),
    phrases: union(filters.phrases, more.phrases),
    title: union(filters.title, more.title),
  };
}

function union<T>(values: readonly T[], more: readonly T[] = []): readonly T[] {
  return [...new Set([...values, ...more])];
}

const valueReaders: Readonly<
  Record<Exclude<FilterKey, "title">, (value: string, names: Names) => Partial<Filters> | Mistake>
> = {
  list(value, { lists }) {
    const id = listNamed(value, lists);
    if (id !== null) return { lists: [id] };
    const small = value.toLowerCase();
    // Lists of one name have their id behind it.
    const namesakes = lists.filter(({ id, name }) => name.toLowerCase() === `${small} (${id})`);
    if (namesakes.length > 0) {
      const choices = namesakes.map(({ id }) => `list:${id}`).join(" or ");
      return { message: `More than one list is called "${value}": write ${choices}.`, instead: null };
    }
    const allNames = lists.flatMap(({ id, name }) => [id, name]);
    const meant = plainlyMeant(value, allNames, (name) => listNamed(name, lists));
    if (meant !== null) return { lists: [meant] };
    const only = listHaving(value, lists);
    if (only !== null) return { lists: [only] };
    const nearest = nearestName(value, allNames);
    if (nearest !== null) return unknown(`No list is called "${value}"`, listNamed(nearest, lists));
    const ids = lists.slice(0, 5).map(({ id }) => `"${id}"`);
    const known = ids.length === 1 ? `; the only one is ${ids}` : `; there are ${ids.join(", ")}`;
    return { message: `No list is called "${value}"${ids.length === 0 ? "" : known}.`, instead: null };
  },
  venue(value, names) {
    const venue = venueNamed(value, names);
    if (venue !== null) return { venues: [venue] };
    // `iclr24`, `NeurIPS 2023`.
    const [year = "", dated] = datedVenue(value, names);
    if (dated !== undefined) {
      const full = Number(year.length === 2 ? fullYear(year) : year);
      return { venues: [dated], years: [{ from: full, to: full }] };
    }
    const registered = names.vocabulary.venues.venues.flatMap(({ name, aliases }) => [name, ...aliases]);
    const all = [...registered, ...names.venues];
    const meant = plainlyMeant(value, all, (name) => venueNamed(name, names));
    if (meant !== null) return { venues: [meant] };
    const nearest = nearestName(value, all);
    // Suggests the standard name, also if an alias is nearest.
    return unknown(`No venue is called "${value}"`, nearest && venueNamed(nearest, names));
  },
  year(value, { thisYear }) {
    const years =
      parseYears(value) ?? parseYears(plainYears(value) ?? relativeYears(value, thisYear()) ?? "");
    if (years) return { years: [years] };
    const nearest = relativeYears(`${value} year`, thisYear()) ?? nearestYears(value);
    const advice = nearest === null ? "write 2023, 2022..2024 or >=2023." : `did you mean ${nearest}?`;
    return { message: `"${value}" is not a year; ${advice}`, instead: nearest };
  },
  has(value) {
    const plain = value.toLowerCase().replace(/[\s_-]+/gu, "");
    const linkNamed = (name: string) =>
      linkKinds.find((kind) => kind.replaceAll(" ", "") === name) ?? otherLinkNames[name] ?? null;
    const linkNames = [...linkKinds.map((kind) => kind.replaceAll(" ", "")), ...Object.keys(otherLinkNames)];
    const named = linkNamed(plain) === null ? plainlyMeant(plain, linkNames, (name) => name) : plain;
    const kind = linkNamed(named ?? "");
    if (kind) return { has: [kind] };
    return unknown(`"${value}" is not a kind of link`, nearestName(value, linkNames));
  },
  author: (value) =>
    isName(value)
      ? { authors: [value] }
      : { message: `"${value}" is not a name; write one such as author:li.`, instead: null },
};

/** The id of the only list of whose name these are words. */
export function listHaving(typed: string, lists: readonly ListName[]): string | null {
  const wanted = readWords(typed).words;
  const having = lists.filter(({ name }) => {
    const { words } = readWords(name);
    return wanted.length > 0 && wanted.every((word) => words.includes(word));
  });
  return having.length === 1 ? (having[0]?.id ?? null) : null;
}

function isName(text: string): boolean {
  return nameWords(text).length > 0 && !text.includes(",");
}

function unknown(problem: string, nearest: string | null): Mistake {
  return { message: nearest ? `${problem}; did you mean ${nearest}?` : `${problem}.`, instead: nearest };
}

/** The id of the list. */
export function listNamed(typed: string, lists: readonly ListName[]): string | null {
  const small = typed.toLowerCase();
  const named =
    lists.find(({ id }) => id === small) ?? lists.find(({ name }) => name.toLowerCase() === small);
  return named?.id ?? null;
}

/** The standard name of the venue. */
function venueNamed(typed: string, { vocabulary, venues }: Names): string | null {
  const known = vocabulary.venues.find(typed);
  if (known) return known.name;
  const word = venueWord(typed);
  for (const venue of venues) if (venueWord(venue) === word) return venue;
  return null;
}

/** The year after a venue's name, or before it, and the venue. */
function datedVenue(text: string, names: Names): [year?: string, venue?: string] {
  const [, first, rest = ""] = /^((?:19|20)\d\d)\s(.+)$/u.exec(text) ?? [];
  const written = first === undefined ? text.replace(/\d[\doil]{1,3}$/iu, withDigits) : `${rest} ${first}`;
  const year = /(?<!\d)(?:19|20)?\d\d$/u.exec(written);
  const venue = year === null ? null : venueNamed(written.slice(0, year.index), names);
  return year === null || venue === null ? [] : [year[0], venue];
}

/** Parses `2023`, `2022..2024`, `2022..`, `>=2023` and `<2020`; null for anything else. */
function parseYears(text: string): YearRange | null {
  const [, sign = "=", single] = /^(>=|<=|>|<|=)?((?:19|20)\d\d)$/u.exec(text) ?? [];
  if (single !== undefined) {
    const year = Number(single) + (sign === ">" ? 1 : sign === "<" ? -1 : 0);
    return { from: sign.startsWith("<") ? null : year, to: sign.startsWith(">") ? null : year };
  }
  const range = /^((?:19|20)\d\d)?(?:\.{2,3}|-|–)((?:19|20)\d\d)?$/u.exec(text);
  const [from = null, to = null] = (range ?? []).slice(1).map((year) => (year ? Number(year) : null));
  if (from === null && to === null) return null;
  return from !== null && to !== null && from > to ? { from: to, to: from } : { from, to };
}
