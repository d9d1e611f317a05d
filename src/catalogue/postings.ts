import { push } from "./push.js";

/** The values under each key, in the order in which they were added. */
export interface Postings<Value> {
  get(key: string): readonly Value[];
  add(key: string, value: Value): void;
  /** Removes the first value under a key that this is true of. */
  remove(key: string, isIt: (value: Value) => boolean): void;
}

export function createPostings<Value>(): Postings<Value> {
  const all = new Map<string, Value[]>();
  const none: readonly Value[] = [];
  return {
    get: (key) => all.get(key) ?? none,
    add: (key, value) => push(all, key, value),
    remove(key, isIt) {
      const values = all.get(key);
      const at = values?.findIndex(isIt) ?? -1;
      if (values === undefined || at < 0) return;
      values.splice(at, 1);
      if (values.length === 0) all.delete(key);
    },
  };
}
