import type { VenueRegistry } from "../venues.js";

const mostKnown = 20_000;

/** Remembers what a pure function says of short texts: a list has few labels, each hundreds of times. */
export function memoByBook<Value>(
  compute: (text: string, book: VenueRegistry) => Value,
): (text: string, book: VenueRegistry) => Value {
  const books = new WeakMap<VenueRegistry, Map<string, Value>>();
  return (text, book) => {
    if (text.length > 60) return compute(text, book);
    const known = books.get(book) ?? new Map<string, Value>();
    if (known.size === 0 || known.size > mostKnown) books.set(book, known.size === 0 ? known : new Map());
    const value = known.get(text);
    if (value !== undefined) return value;
    const computed = compute(text, book);
    known.set(text, computed);
    return computed;
  };
}
