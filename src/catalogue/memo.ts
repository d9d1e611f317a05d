import type { VenueRegistry } from "./venues.js";

/** Characters of a text that is remembered, and the number of such texts. */
interface Limits {
  readonly length: number;
  readonly count: number;
}

const labels: Limits = { length: 60, count: 20_000 };
/** An entry is asked about its title again and again, by itself and with the lines below it. */
const titles: Limits = { length: 120, count: 500 };

/**
 * Remembers what a pure function returns for an object, for as long as that object lives. Blocks that two revisions of
 * a list share are the same objects in both, so most of a new revision is known already.
 */
export function memo<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, Value>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const value = compute(key);
    results.set(key, value);
    return value;
  };
}

/** The same for a function that also depends on the known venues. */
export function memoWithVenues<Key extends object, Value>(
  compute: (key: Key, venues: VenueRegistry) => Value,
): (key: Key, venues: VenueRegistry) => Value {
  const forVenues = memo((venues: VenueRegistry) => memo((key: Key) => compute(key, venues)));
  return (key, venues) => forVenues(venues)(key);
}

/** The same for short texts: a list has few labels, each hundreds of times. Long texts are not remembered. */
export function memoText<Value>(
  compute: (text: string, venues: VenueRegistry) => Value,
  limits: Limits = labels,
): (text: string, venues: VenueRegistry) => Value {
  const forVenues = memo((venues: VenueRegistry) => memoString((text) => compute(text, venues), limits));
  return (text, venues) => forVenues(venues)(text);
}

/** The same for the texts of the last few entries. */
export function memoTitle<Value>(
  compute: (text: string, venues: VenueRegistry) => Value,
): (text: string, venues: VenueRegistry) => Value {
  return memoText(compute, titles);
}

/** The same for texts of any length, for as long as it is asked about one text: several ask about it in a row. */
export function memoLatest<Value>(
  compute: (text: string, venues: VenueRegistry) => Value,
): (text: string, venues: VenueRegistry) => Value {
  let latest: { readonly text: string; readonly venues: VenueRegistry; readonly value: Value } | null = null;
  return (text, venues) => {
    if (latest === null || latest.text !== text || latest.venues !== venues)
      latest = { text, venues, value: compute(text, venues) };
    return latest.value;
  };
}

export function memoString<Value>(
  compute: (text: string) => Value,
  { length, count }: Limits = labels,
): (text: string) => Value {
  const results = new Map<string, Value>();
  return (text) => {
    if (text.length > length) return compute(text);
    const known = results.get(text);
    if (known !== undefined) return known;
    if (results.size >= count) results.clear();
    const value = compute(text);
    results.set(text, value);
    return value;
  };
}
