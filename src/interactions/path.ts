import { limits } from "./limits.js";

/** How one parameter of a path is written into a custom_id and read from one. */
export interface Param<Value> {
  readonly write: (value: Value) => string;
  /** `undefined` for a text that was not written by `write`: an old or a forged button. */
  readonly read: (text: string) => Value | undefined;
}

export const wholeNumber: Param<number> = {
  write: (value) => value.toString(36),
  read: (text) => (/^[0-9a-z]{1,11}$/.test(text) ? Number.parseInt(text, 36) : undefined),
};

export const optionalNumber: Param<number | null> = {
  write: (value) => (value === null ? "" : wholeNumber.write(value)),
  read: (text) => (text === "" ? null : wholeNumber.read(text)),
};

/** Text without a colon, such as an id. */
export const word: Param<string> = {
  write: (value) => value,
  read: (text) => (text.includes(":") ? undefined : text),
};

/** A Discord id, a number of up to 64 bits, in base 36. */
export const snowflake: Param<string> = {
  write: (id) => BigInt(id).toString(36),
  read: (text) => (/^[0-9a-z]{1,13}$/.test(text) ? fromBase36(text) : undefined),
};

export const optionalSnowflake: Param<string | null> = {
  write: (id) => (id === null ? "" : snowflake.write(id)),
  read: (text) => (text === "" ? null : snowflake.read(text)),
};

/** Free text, colons included: only as the last parameter. */
export const rest: Param<string> = { write: (value) => value, read: (text) => text };

/** The address of a view: a name and parameters, which together are a custom_id. */
export interface Path<Values> {
  readonly name: string;
  /** The custom_id. @throws {RangeError} over 100 characters: texts have to be shortened before. */
  readonly at: (values: Values) => string;
  /** Characters left for the last parameter beside these values. */
  readonly maxLength: (values: Values) => number;
  /** The values in the text after the name; `undefined` for an old or a forged custom_id. */
  readonly read: (written: string) => Values | undefined;
}

/**
 * Declares a path. A custom_id is to a message what a URL is to a page: it holds the whole state (`search:1:vit` is
 * the second page of a search), so buttons work after a restart and on any process. Parameters are written in the
 * order of their declaration, separated by colons; the last one extends to the end of the text.
 */
export function path<Values extends object>(
  name: string,
  params: { readonly [Name in keyof Values]: Param<Values[Name]> },
): Path<Values> {
  const names = keysOf(params);
  const write = (values: Values) => [name, ...names.map((key) => params[key].write(values[key]))].join(":");
  return {
    name,
    maxLength: (values) => limits.customId - write(values).length,
    at(values) {
      const customId = write(values);
      if (customId.length > limits.customId) throw new RangeError(`a custom_id is too long: ${customId}`);
      return customId;
    },
    read(written) {
      const texts = splitAt(written, names.length);
      const values: Partial<Values> = {};
      for (const [index, key] of names.entries()) {
        const value = params[key].read(texts[index] ?? "");
        if (value === undefined) return undefined;
        values[key] = value;
      }
      return isWhole(values, names) ? values : undefined;
    },
  };
}

function fromBase36(text: string): string {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return String(value);
}

/** Splits at the first colons into `parts` texts; the last keeps its colons. */
function splitAt(text: string, parts: number): string[] {
  const all = text.split(":");
  return [...all.slice(0, parts - 1), all.slice(parts - 1).join(":")];
}

function keysOf<T extends object>(object: T): (keyof T & string)[] {
  const isKey = (key: string): key is keyof T & string => Object.hasOwn(object, key);
  return Object.keys(object).filter(isKey);
}

function isWhole<T extends object>(values: Partial<T>, names: readonly (keyof T)[]): values is T {
  return names.every((name) => Object.hasOwn(values, name));
}
