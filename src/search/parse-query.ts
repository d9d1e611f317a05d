import { linkKindNamed, linkNames } from "./link-names.js";
import { meaningsOf } from "./meanings.js";
import { nearestName } from "./nearest-name.js";
import { pastedId, writtenId } from "./pasted-id.js";
import { emptyQuery, type Filters, noFilters, type Query } from "./query.js";
import { type Part, queryParts } from "./query-parts.js";
import { venueWord } from "./venue-word.js";
import type { Vocabulary } from "./vocabulary.js";
import { readWords, textLimits } from "./words.js";
import { parseYears } from "./years.js";

export type Parsed =
  | { readonly kind: "query"; readonly query: Query }
  | {
      readonly kind: "invalid";
      /** One sentence: what is wrong and what to write instead. */
      readonly message: string;
      /** Where the wrong part stands: UTF-16 units from 0. */
      readonly position: number;
      readonly length: number;
      /** The whole text with the wrong part put right, where one is near. */
      readonly suggestion: string | null;
    };

/** What the parser needs to know of the world. */
export interface Names {
  readonly vocabulary: Vocabulary;
  /** The venues that papers have beside the well-known ones. */
  readonly venues: Iterable<string>;
}

const keys = ["venue", "year", "has", "title", "id"] as const;
type Key = (typeof keys)[number];
/** What other search boxes call them. */
const otherKeys: Readonly<Record<string, Key>> = {
  conference: "venue",
  conf: "venue",
  journal: "venue",
  date: "year",
  link: "has",
  links: "has",
  in: "venue",
  arxiv: "id",
};

/** A wrong part, and the text to put in its place. */
interface Mistake {
  readonly message: string;
  readonly instead: string | null;
}

/**
 * Reads a query: words, `"exact words"`, `-word`, and the filters `venue:`, `year:`, `has:`, `title:` and `id:`, each
 * of which may stand with a `-`. A pasted arXiv id or link alone becomes its `id:`. What is past
 * {@link textLimits}`.letters` is not read.
 */
export function parseQuery(text: string, names: Names): Parsed {
  const read = text.slice(0, textLimits.letters);
  const pasted = pastedId(read.trim());
  if (pasted !== null) return { kind: "query", query: { ...emptyQuery, id: pasted } };
  const draft = createDraft();
  for (const part of queryParts(read)) {
    const mistake = addPart(draft, part, names);
    if (mistake) return invalid(read, part, mistake);
  }
  const words = draft.words.join(" ");
  return {
    kind: "query",
    query: {
      text: words,
      meanings: meaningsOf(readWords(words).words, names.vocabulary),
      id: draft.id,
      with: draft.with,
      without: { ...draft.without, words: draft.withoutWords },
    },
  };
}

interface Draft {
  readonly words: string[];
  readonly withoutWords: string[];
  id: string | null;
  with: Filters;
  without: Filters;
}

function createDraft(): Draft {
  return { words: [], withoutWords: [], id: null, with: noFilters, without: noFilters };
}

function addPart(draft: Draft, part: Part, names: Names): Mistake | null {
  const key = part.key === "" ? null : keyNamed(part.key);
  if (typeof key === "string") return addFilter(draft, key, part, names);
  if (key) return key;
  addWords(draft, part);
  return null;
}

/** The key itself, a mistake where it is nearly one, null for a word that happens to hold a colon: `llm:int8`. */
function keyNamed(typed: string): Key | Mistake | null {
  const exact = keys.find((key) => key === typed);
  if (exact) return exact;
  const meant = otherKeys[typed] ?? nearestName(typed, keys);
  return meant
    ? { message: `There is no filter "${typed}:"; did you mean "${meant}:"?`, instead: `${meant}:` }
    : null;
}

function addWords(draft: Draft, part: Part): void {
  const value = part.key === "" ? part.value : `${part.key}:${part.value}`;
  if (readWords(value).words.length === 0) return;
  if (part.quoted) addTo(draft, part.negated, { phrases: [value] });
  else if (part.negated) draft.withoutWords.push(value);
  else draft.words.push(value);
}

function addTo(draft: Draft, negated: boolean, more: Partial<Filters>): void {
  const side = negated ? "without" : "with";
  const { venues = [], years = [], has = [], phrases = [], title = [] } = more;
  const before = draft[side];
  draft[side] = {
    venues: [...new Set([...before.venues, ...venues])],
    years: [...before.years, ...years],
    has: [...new Set([...before.has, ...has])],
    phrases: [...new Set([...before.phrases, ...phrases])],
    title: [...new Set([...before.title, ...title])],
  };
}

function addFilter(draft: Draft, key: Key, part: Part, names: Names): Mistake | null {
  if (key === "title") {
    addTo(draft, part.negated, { title: [part.value] });
    return null;
  }
  if (key === "id") return addId(draft, part);
  const whole = key === "venue" && venueNamed(part.value, names) !== null;
  for (const value of whole ? [part.value] : part.value.split(",").map((item) => item.trim())) {
    if (value === "") continue;
    const mistake = addValue(draft, key, value, part.negated, names);
    if (mistake)
      return { ...mistake, instead: mistake.instead && part.value.replace(value, mistake.instead) };
  }
  return null;
}

function addValue(
  draft: Draft,
  key: "venue" | "year" | "has",
  value: string,
  negated: boolean,
  names: Names,
): Mistake | null {
  if (key === "year") {
    const years = parseYears(value);
    if (years) addTo(draft, negated, { years: [years] });
    return years
      ? null
      : { message: `"${value}" is not a year; write 2023, 2022..2024 or >=2023.`, instead: null };
  }
  if (key === "has") {
    const kind = linkKindNamed(value);
    if (kind) addTo(draft, negated, { has: [kind] });
    return kind ? null : unknownValue(`"${value}" is not a kind of link`, value, linkNames);
  }
  const venue = venueNamed(value, names);
  if (venue !== null) addTo(draft, negated, { venues: [venue] });
  return venue === null ? unknownValue(`No venue is called "${value}"`, value, venueNames(names)) : null;
}

function addId(draft: Draft, part: Part): Mistake | null {
  const id = writtenId(part.value);
  if (id === null || part.negated) {
    return { message: `"${part.value}" is not an id; write an arXiv id such as 2309.16354.`, instead: null };
  }
  draft.id = id;
  return null;
}

function unknownValue(problem: string, value: string, names: Iterable<string>): Mistake {
  const nearest = nearestName(value, names);
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

function invalid(text: string, part: Part, { message, instead }: Mistake): Parsed {
  const { position, length } = part;
  return {
    kind: "invalid",
    message,
    position,
    length,
    suggestion: instead && corrected(text, part, instead),
  };
}

function corrected(text: string, part: Part, instead: string): string {
  const typed = text.slice(part.position, part.position + part.length);
  const right = instead.endsWith(":")
    ? typed.replace(/[a-z]+:/iu, () => instead)
    : typed.replace(part.value, () => instead);
  return text.slice(0, part.position) + right + text.slice(part.position + part.length);
}
