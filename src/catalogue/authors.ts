import type { Paper } from "./paper.js";

const others = /(?:\bet\.? al\b\.?|\band others|…|\.\.\.)$/i;

/** The authors of a paper. */
export interface Authors {
  /** Names as they are written, in their order; at least one. */
  readonly names: readonly string[];
  /** Whether there are more than these: a list may end with `et al.` */
  readonly isPartial: boolean;
}

/** The authors that the list states, or else those of the details; null where nobody knows. */
export function authorsOf({ authors, details }: Pick<Paper, "authors" | "details">): Authors | null {
  const listed = authors === null ? null : readNames(authors);
  if (listed !== null && !listed.isPartial) return listed;
  const names = details?.authors ?? [];
  return names.length > 0 ? { names, isPartial: false } : listed;
}

/** An institution after a name: `Ada Tern (University of Quay) et al.` */
const institution = /\s?[(（][^()（）]{1,200}[)）]/g;

/** `Zhikai Li, Qingyi Gu`, with `and`, `&` or semicolons too. */
function readNames(written: string): Authors | null {
  const text = written.replace(institution, "").replace(/\s+/g, " ").trim();
  const isPartial = others.test(text);
  const names = text
    .replace(others, "")
    .split(/[,;] ?(?:and |&)?| and |&/i)
    .map((name) => name.trim())
    // Nobody has a number in their name: that is a venue, or a date.
    .filter((name) => /\p{L}/u.test(name) && !/\d/.test(name));
  return names.length === 0 ? null : { names, isPartial };
}

/** Small words that belong to the surname after them: `van der Maaten`. */
const particles = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|bin|ibn|al)$/i;
const suffixes = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** A name in its parts, as citations need it. */
export interface NameParts {
  readonly given: string;
  readonly family: string;
}

/** Splits a name. `Li, Zhikai` has the surname first; a name in one word, or without spaces as in Chinese, is a surname. */
export function nameParts(name: string): NameParts {
  const [before = "", after] = name.split(",", 2).map((part) => part.trim());
  if (after !== undefined) return { given: after, family: before };
  const words = name.trim().split(/\s+/);
  let start = words.length - 1;
  if (start > 1 && suffixes.test(words[start] ?? "")) start -= 1;
  while (start > 1 && particles.test(words[start - 1] ?? "")) start -= 1;
  return { given: words.slice(0, start).join(" "), family: words.slice(start).join(" ") };
}

/** `Li`, `Li and Gu`, `Li et al.`: as rows and announcements show the authors. Null where they are unknown. */
export function shortAuthors(paper: Pick<Paper, "authors" | "details">): string | null {
  const authors = authorsOf(paper);
  if (authors === null) return null;
  const [first = "", second, ...more] = authors.names.map((name) => nameParts(name).family);
  if (second === undefined) return authors.isPartial ? `${first} et al.` : first;
  return more.length === 0 && !authors.isPartial ? `${first} and ${second}` : `${first} et al.`;
}
