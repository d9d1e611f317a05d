import type { VenueRegistry } from "./venues.js";

const maxTextLength = 60;
const maxTexts = 20_000;

/**
 * Remembers what a pure function returns for an object, for as long as that object lives. Blocks that two revisions of
 * a list share are the same objects in both, so most of a new revision is known already.
 */
export function memo<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = results.get(key);
    if (known) return known.value;
    const value = compute(key);
    results.set(key, { value });
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
): (text: string, venues: VenueRegistry) => Value {
  const forVenues = memo((_venues: VenueRegistry) => new Map<string, Value>());
  return (text, venues) => {
    if (text.length > maxTextLength) return compute(text, venues);
    const results = forVenues(venues);
    const known = results.get(text);
    if (known !== undefined) return known;
    if (results.size >= maxTexts) results.clear();
    const value = compute(text, venues);
    results.set(text, value);
    return value;
  };
}
