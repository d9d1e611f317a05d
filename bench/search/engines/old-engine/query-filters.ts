import { linkKindNamed, linkNames } from "./link-names.js";
import { nearestName } from "./nearest-name.js";
import { writtenId } from "./pasted-id.js";
import { addFilters, type QueryDraft } from "./query-draft.js";
import type { Part } from "./query-parts.js";
import { venueWord } from "./venue-word.js";
import type { Vocabulary } from "./vocabulary.js";
import { readWords } from "./words.js";
import { parseYears } from "./years.js";

/** What the parser needs to know of the world. */
export interface Names {
  readonly vocabulary: Vocabulary;
  /** The venues that papers have beside the well-known ones. */
  readonly venues: Iterable<string>;
  /** The lists that can be asked for. */
  readonly lists: readonly ListName[];
}

/** A list as people write it: by its id, or by its name. */
export interface ListName {
  readonly id: string;
  readonly name: string;
}

/** A wrong part, and the text to put in its place. */
export interface Mistake {
  readonly message: string;
  readonly instead: string | null;
}

const keys = ["list", "venue", "year", "has", "title", "id"] as const;
export type FilterKey = (typeof keys)[number];
/** What other search boxes call them. */
const otherKeys: Readonly<Record<string, FilterKey>> = {
  conference: "venue",
  conf: "venue",
  journal: "venue",
  date: "year",
  link: "has",
  links: "has",
  in: "venue",
  lists: "list",
  source: "list",
  arxiv: "id",
};

/** The filter's own name; a mistake where it is nearly one; null for a word that happens to hold a colon: `llm:int8`. */
export function filterKeyNamed(typed: string): FilterKey | Mistake | null {
  const exact = keys.find((key) => key === typed);
  if (exact) return exact;
  const meant = otherKeys[typed] ?? nearestName(typed, keys);
  return meant
    ? { message: `There is no filter "${typed}:"; did you mean "${meant}:"?`, instead: `${meant}:` }
    : null;
}

/** Adds what stands behind `key:`. Returns what is wrong with it, if anything is. */
export function addFilter(draft: QueryDraft, key: FilterKey, part: Part, names: Names): Mistake | null {
  if (key === "title") {
    if (readWords(part.value).words.length > 0) addFilters(draft, part.negated, { title: [part.value] });
    return null;
  }
  if (key === "id") return addId(draft, part);
  const whole =
    (key === "venue" && venueNamed(part.value, names) !== null) ||
    (key === "list" && listNamed(part.value, names.lists) !== null);
  for (const value of whole ? [part.value] : part.value.split(",").map((item) => item.trim())) {
    if (value === "") continue;
    const mistake = addValue(draft, key, value, part.negated, names);
    if (mistake)
      return { ...mistake, instead: mistake.instead && part.value.replace(value, mistake.instead) };
  }
  return null;
}

function addValue(
  draft: QueryDraft,
  key: "list" | "venue" | "year" | "has",
  value: string,
  negated: boolean,
  names: Names,
): Mistake | null {
  if (key === "year") {
    const years = parseYears(value);
    if (years) addFilters(draft, negated, { years: [years] });
    return years
      ? null
      : { message: `"${value}" is not a year; write 2023, 2022..2024 or >=2023.`, instead: null };
  }
  if (key === "has") {
    const kind = linkKindNamed(value);
    if (kind) addFilters(draft, negated, { has: [kind] });
    return kind ? null : unknownValue(`"${value}" is not a kind of link`, value, linkNames);
  }
  if (key === "list") return addList(draft, value, negated, names.lists);
  const venue = venueNamed(value, names);
  if (venue !== null) addFilters(draft, negated, { venues: [venue] });
  return venue === null ? unknownVenue(value, names) : null;
}

function addList(
  draft: QueryDraft,
  value: string,
  negated: boolean,
  lists: readonly ListName[],
): Mistake | null {
  const id = listNamed(value, lists);
  if (id !== null) addFilters(draft, negated, { lists: [id] });
  if (id !== null) return null;
  const nearest = nearestName(
    value,
    lists.flatMap(({ id, name }) => [id, name]),
  );
  if (nearest !== null) return notKnown(`No list is called "${value}"`, listNamed(nearest, lists));
  const ids = lists.map(({ id }) => `"${id}"`).slice(0, 5);
  const [only, ...others] = ids;
  const there =
    only === undefined
      ? ""
      : others.length === 0
        ? `; the only one is ${only}`
        : `; there are ${ids.join(", ")}`;
  return { message: `No list is called "${value}"${there}.`, instead: null };
}

/** The id of the list that a text names. */
function listNamed(typed: string, lists: readonly ListName[]): string | null {
  const small = typed.toLowerCase();
  const named =
    lists.find(({ id }) => id === small) ?? lists.find(({ name }) => name.toLowerCase() === small);
  return named?.id ?? null;
}

function addId(draft: QueryDraft, part: Part): Mistake | null {
  const id = writtenId(part.value);
  if (id === null || part.negated) {
    return { message: `"${part.value}" is not an id; write an arXiv id such as 2309.16354.`, instead: null };
  }
  draft.id = id;
  return null;
}

/** A venue is told by its standard name, even where an older one of its names is what was nearly typed. */
function unknownVenue(value: string, names: Names): Mistake {
  const nearest = nearestName(value, venueNames(names));
  return notKnown(`No venue is called "${value}"`, nearest && venueNamed(nearest, names));
}

function unknownValue(problem: string, value: string, names: Iterable<string>): Mistake {
  return notKnown(problem, nearestName(value, names));
}

function notKnown(problem: string, nearest: string | null): Mistake {
  return { message: nearest ? `${problem}; did you mean ${nearest}?` : `${problem}.`, instead: nearest };
}

function venueNamed(typed: string, { vocabulary, venues }: Names): string | null {
  const known = vocabulary.venues.find(typed);
  if (known) return known.name;
  const word = venueWord(typed);
  for (const venue of venues) if (venueWord(venue) === word) return venue;
  return null;
}

function venueNames({ vocabulary, venues }: Names): string[] {
  return [...vocabulary.venues.venues.flatMap(({ name, aliases }) => [name, ...aliases]), ...venues];
}
