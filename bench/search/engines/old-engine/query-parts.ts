/** A piece of a typed query, with where it stands (UTF-16 units from 0). */
export interface Part {
  readonly position: number;
  readonly length: number;
  /** It began with `-`. */
  readonly negated: boolean;
  /** The letters before the colon, in small letters; empty for plain words. */
  readonly key: string;
  /** What follows the colon, or the word; without its quotes. */
  readonly value: string;
  /** The value stood in quotes. */
  readonly quoted: boolean;
}

/** `-key:"a value"`, `key:value`, `"a value"`, `word`. A quote that is never closed ends with the text. */
const part = /(-?)(?:([a-z]+):(?=\S))?(?:["“”]([^"“”]*)(?:["“”]|$)|(\S+))/giu;

/** Cuts a query at white space, except within quotes. Linear in the text. */
export function queryParts(text: string): Part[] {
  return [...text.matchAll(part)].map((match) => {
    const [whole, dash, key = "", quoted, plain] = match;
    return {
      position: match.index,
      length: whole.length,
      negated: dash === "-",
      key: key.toLowerCase(),
      value: (quoted ?? plain ?? "").trim(),
      quoted: quoted !== undefined,
    };
  });
}
