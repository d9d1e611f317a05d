import { expansionsOf } from "./expansions.js";
import { formatQuery } from "./format-query.js";
import { pastedId } from "./pasted-id.js";
import { emptyQuery, type Query } from "./query.js";
import { addFilters, createQueryDraft, type QueryDraft } from "./query-draft.js";
import { addFilter, filterKeyNamed, type Mistake, type Names } from "./query-filters.js";
import { type Part, queryParts } from "./query-parts.js";
import { readWords, textLimits } from "./words.js";

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

/**
 * Reads a query: words, `"exact words"`, `-word`, and the filters `list:`, `venue:`, `year:`, `has:`, `title:` and `id:`, each
 * of which may stand with a `-`. A pasted arXiv id or link alone becomes its `id:`. What is past
 * {@link textLimits} is not read. A blank text asks for everything; one of signs alone is a mistake.
 */
export function parseQuery(text: string, names: Names): Parsed {
  const read = text.slice(0, textLimits.letters);
  const pasted = pastedId(read.trim());
  if (pasted !== null) return { kind: "query", query: { ...emptyQuery, id: pasted } };
  const draft = createQueryDraft();
  for (const part of queryParts(read).slice(0, textLimits.words)) {
    const mistake = addPart(draft, part, names);
    if (mistake) return invalid(read, part, mistake);
  }
  const words = draft.words.join(" ");
  const query: Query = {
    text: words,
    expansions: expansionsOf(readWords(words).words, names.vocabulary),
    id: draft.id,
    with: draft.with,
    without: { ...draft.without, words: draft.withoutWords },
  };
  if (read.trim() === "" || formatQuery(query) !== "") return { kind: "query", query };
  const message = "There are no words to search for.";
  return { kind: "invalid", message, position: 0, length: read.length, suggestion: null };
}

function addPart(draft: QueryDraft, part: Part, names: Names): Mistake | null {
  const key = part.key === "" ? null : filterKeyNamed(part.key);
  if (typeof key === "string") return addFilter(draft, key, part, names);
  if (key) return key;
  const alone = /^(?:list|venue|year|has|title|id):$/u.exec(part.value);
  if (alone && !part.quoted) {
    return { message: `"${part.value}" has no value; write it right after the colon.`, instead: null };
  }
  addWords(draft, part);
  return null;
}

function addWords(draft: QueryDraft, part: Part): void {
  const value = part.key === "" ? part.value : `${part.key}:${part.value}`;
  if (readWords(value).words.length === 0) return;
  if (part.quoted) addFilters(draft, part.negated, { phrases: [value] });
  else if (part.negated) draft.withoutWords.push(value);
  else draft.words.push(value);
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
