import { expansionsOf } from "./expansions.js";
import { betweenValues, formatQuery } from "./format-query.js";
import { pastedId, titleOfBibtex, writtenId } from "./pasted.js";
import { emptyQuery, type Filters, noFilters, type Query } from "./query.js";
import {
  filterKeyNamed,
  filterKeyNear,
  isExactValue,
  type Key,
  listHaving,
  listNamed,
  type Mistake,
  mergeFilters,
  type Names,
  noSuchFilter,
  readFilter,
} from "./query-filters.js";
import { isCited, type Part, partsOf } from "./query-parts.js";
import { readQueryWords, readWords, textLimits } from "./words.js";

export type Parsed =
  | { readonly kind: "query"; readonly query: Query }
  | {
      readonly kind: "invalid";
      /** One sentence: what is wrong and what to write instead. */
      readonly message: string;
      /** Where the wrong part starts: UTF-16 units from 0. */
      readonly position: number;
      readonly length: number;
      /** The whole text with the wrong part corrected, if there is a likely correction. */
      readonly suggestion: string | null;
    };

/** How many mistakes of one text are corrected. */
const maxMistakes = 3;

const noPart: Part = { position: 0, typed: "", negated: false, key: "", value: "", quoted: false };

/**
 * Parses a query: words, `"exact words"`, `-word`, and the filters `list:`, `venue:`, `year:`, `has:`, `author:`, `title:` and
 * `id:`; all but `id:` can be negated with `-`. A pasted arXiv id or link alone becomes its `id:`. Text beyond
 * {@link textLimits} is ignored. A blank text matches everything; one without letters and digits is a mistake.
 */
export function parseQuery(text: string, names: Names): Parsed {
  const parsed = parse(text, names);
  if (parsed.kind === "query" || parsed.suggestion === null) return parsed;
  return { ...parsed, suggestion: validSuggestion(parsed.suggestion, names) };
}

/** A text with further mistakes is corrected further. Null for one that would be refused. */
function validSuggestion(text: string, names: Names): string | null {
  let suggestion: string | null = text;
  for (let mistakes = 0; suggestion !== null && mistakes < maxMistakes; mistakes++) {
    const parsed = parse(suggestion, names);
    if (parsed.kind === "query") return suggestion;
    suggestion = parsed.suggestion;
  }
  return null;
}

function parse(text: string, names: Names): Parsed {
  const read = titleOfBibtex(text) ?? text.slice(0, textLimits.letters);
  const pasted = pastedId(read.trim());
  if (pasted !== null) return { kind: "query", query: { ...emptyQuery, id: pasted } };
  const words: string[] = [];
  const excludedWords: string[] = [];
  const filters = { with: noFilters, without: noFilters };
  let id: string | null = null;
  const parts = partsOf(read);
  for (let at = 0; at < parts.length; ) {
    const { part, length } = wholePart(parts, at, names);
    at += length;
    const { negated, quoted, value } = part;
    const side = negated ? "without" : "with";
    // A reference names the id beside the title, and the list's paper may have another one.
    if (part.key === "arxiv" && parts.length > maxValueWords) continue;
    const near = nearFilter(part, names);
    if (near !== null && "message" in near) return invalid(read, part, near);
    const key = near?.key ?? null;
    if (key === "id") {
      id = negated ? null : writtenId(value);
      if (id === null) {
        const message = negated
          ? '"id:" finds one paper, and cannot have a "-" before it.'
          : `"${value}" is not an id; write an arXiv id such as 2309.16354.`;
        return invalid(read, part, { message, instead: null });
      }
    } else if (key !== null) {
      const filter = readFilter(key, value, names);
      if ("message" in filter) return invalid(read, part, filter);
      const [year] = filter.years ?? [];
      if (negated && key === "venue" && year !== undefined) {
        const message = `"-venue:" cannot have a year; write the year as -year:${year.from}.`;
        return invalid(read, part, { message, instead: filter.venues?.join(",") ?? null });
      }
      filters[side] = mergeFilters(filters[side], filter);
    } else if (!quoted && /^(?:list|venue|year|has|author|title|id):$/u.test(value)) {
      const message = `"${value}" has no value; write it right after the colon.`;
      return invalid(read, part, { message, instead: null });
    } else {
      const word = part.key === "" ? value : `${part.key}:${value}`;
      // `lsq +` is LSQ+.
      const isSign = /^\+{1,3}$/u.test(word) && words.length > 0 && !negated && !quoted;
      if (!isSign && readWords(word).words.length === 0) continue;
      if (quoted && !isCited(part)) filters[side] = mergeFilters(filters[side], { phrases: [word] });
      else (negated ? excludedWords : words).push(word);
    }
  }
  const worded = takeWordedFilters(words, names);
  const query = queryOf(words.join(" "), names, {
    id,
    with: mergeFilters(filters.with, worded),
    without: { ...filters.without, words: excludedWords },
  });
  if (read.trim() === "" || formatQuery(query) !== "") return { kind: "query", query };
  const message = "There are no words to search for.";
  return { kind: "invalid", message, position: 0, length: read.length, suggestion: null };
}

/** How many words without quotes are one value at most: `venue:international conference on machine learning`. */
const maxValueWords = 6;

/** Between two values: `2022 - 2024`, `2022 to 2024`, `iclr, icml`, `iclr or icml`. Nothing that `formatQuery` writes. */
const valueEnd = /[,–-]$/u;
/** What is a comma between values of which none is a range. */
const alternative = / (?:or|and) /giu;

/** The part at an index, with the words after it that are plainly of its filter's value, and how many parts these are. */
function wholePart(
  parts: readonly Part[],
  at: number,
  names: Names,
): { readonly part: Part; readonly length: number } {
  const [part = noPart, ...others] = parts.slice(at, at + maxValueWords);
  const end = others.findIndex(({ key, negated, quoted }) => key !== "" || negated || quoted);
  const following = (end < 0 ? others : others.slice(0, end)).map(({ value }) => value);
  // `venue: iclr` has a blank too many.
  const [, begun = ""] = part.quoted ? [] : (/^(list|venue|year|has|author):$/iu.exec(part.value) ?? []);
  const key = filterKeyNamed(begun === "" ? part.key : begun.toLowerCase());
  const alone = { part, length: 1 };
  if (part.quoted || key === null || key === "id" || key === "title") return alone;
  const isValue = (value: string) => !("message" in readFilter(key, value, names));
  const [next = ""] = following;
  // Any words are a name: only the one after a comma is plainly of it.
  const isName = key === "author";
  const isContinued = isName
    ? part.value.endsWith(",")
    : valueEnd.test(part.value) || (betweenValues.test(next) && isValue(following[1] ?? ""));
  const named = key === "list" && begun === "" ? wordsOfName([part.value, ...following], names) : 0;
  if (named > 1)
    return {
      part: { ...part, key, value: [part.value, ...following].slice(0, named).join(" ") },
      length: named,
    };
  if (begun === "" && !isContinued && isValue(part.value)) return alone;
  // Of one value the longest; after a blank a single word, or two with what stands between values.
  const isRange = begun !== "" && betweenValues.test(following[1] ?? "") && isValue(following[2] ?? "");
  for (let length = begun === "" && !isName ? following.length : isRange ? 3 : 1; length > 0; length--) {
    const words = [...(begun === "" ? [part.value] : []), ...following.slice(0, length)];
    const value = words.join(" ").replace(key === "year" ? / or /giu : alternative, ",");
    if (next !== "" && isValue(value)) return { part: { ...part, key, value }, length: length + 1 };
  }
  return alone;
}

/**
 * Takes `venue iclr` and `year 2023` without their colons out of the words, where the value is exactly one; `has code` only
 * at the end, as it may be of a sentence.
 */
function takeWordedFilters(words: string[], names: Names): Filters {
  let filters = noFilters;
  for (let at = words.length - 2; at >= 0; at--) {
    const key = wordedKey.test(words[at] ?? "") ? filterKeyNamed((words[at] ?? "").toLowerCase()) : null;
    if (key === null || key === "id") continue;
    const following = words.slice(at + 1, at + 1 + (key === "has" ? 1 : maxValueWords));
    if (key === "has" && at + 2 < words.length && !wordedKey.test(words[at + 2] ?? "")) continue;
    for (let length = following.length; length > 0; length--) {
      const value = following.slice(0, length).join(" ");
      if (!isExactValue(key, value, names)) continue;
      const read = readFilter(key, value, names);
      if ("message" in read) continue;
      filters = mergeFilters(filters, read);
      words.splice(at, 1 + length);
      // What is together now may be one too.
      at = words.length - 1;
      break;
    }
  }
  return filters;
}

const wordedKey = /^(?:list|venue|conference|year|has)$/iu;

/** How many of the words are a list's name, or else words that only one list's name has: the longest such text. An id is one word. */
function wordsOfName(words: readonly string[], { lists }: Names): number {
  if (lists.some(({ id }) => id === words[0]?.toLowerCase())) return 1;
  const lengths = words.map((_, i) => words.length - i);
  const longest = (listOf: typeof listNamed) =>
    lengths.find((length) => listOf(words.slice(0, length).join(" "), lists) !== null);
  return longest(listNamed) ?? longest(listHaving) ?? 0;
}

/**
 * The filter that a part has, also where its name has a slip and its value is one of that filter's; a mistake where the
 * value would be one with a correction. Null for words: `llm:int8`.
 */
function nearFilter({ key: typed, value }: Part, names: Names): { readonly key: Key } | Mistake | null {
  const key = typed === "" ? null : filterKeyNamed(typed);
  if (key !== null) return { key };
  const near = typed === "" ? null : filterKeyNear(typed);
  if (near === null) return null;
  if (near === "id") return writtenId(value) === null ? null : { key: near };
  // Any text is one of a title.
  if (near === "title") return noSuchFilter(typed, near);
  const filter = readFilter(near, value, names);
  if (!("message" in filter)) return { key: near };
  return filter.instead === null ? null : noSuchFilter(typed, near);
}

/** Parses a text that is still being typed: wrong and unfinished filters are ignored. */
export function parseUnfinishedQuery(text: string, names: Names): Query {
  let rest = withoutOpenQuote(text);
  for (let mistakes = 0; mistakes < maxMistakes; mistakes++) {
    const parsed = parse(rest, names);
    if (parsed.kind === "query") return parsed.query;
    rest = rest.slice(0, parsed.position) + rest.slice(parsed.position + parsed.length);
  }
  return queryOf(rest, names);
}

function queryOf(text: string, { vocabulary }: Names, rest: Partial<Query> = {}): Query {
  return { ...emptyQuery, ...rest, text, expansions: expansionsOf(readQueryWords(text), vocabulary) };
}

function invalid(text: string, { position, typed, value, quoted }: Part, mistake: Mistake): Parsed {
  const { message } = mistake;
  const isKey = mistake.instead?.endsWith(":") === true;
  const wrong = isKey ? /[a-z]+:/iu : value;
  const needsQuotes = !isKey && !quoted && /\s/u.test(mistake.instead ?? "");
  const instead = needsQuotes ? `"${mistake.instead}"` : mistake.instead;
  const suggestion =
    instead &&
    text.slice(0, position) + typed.replace(wrong, () => instead) + text.slice(position + typed.length);
  return { kind: "invalid", message, position, length: typed.length, suggestion };
}

const quote = /["“”„«»「」『』＂]/gu;

/** The last word after an unclosed quote may be incomplete, so it is not a phrase yet. */
function withoutOpenQuote(text: string): string {
  const places = Array.from(text.matchAll(quote), ({ index }) => index);
  const last = places.at(-1) ?? 0;
  return places.length % 2 === 0 ? text : `${text.slice(0, last)} ${text.slice(last + 1)}`;
}
