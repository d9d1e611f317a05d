import type { KnownPaper } from "./known-paper.js";
import { memo } from "./memo.js";

/** A known paper's keys: a list may give it thousands. */
export const knownKeys = memo((known: KnownPaper) => ({
  ever: new Set(known.keys),
  current: new Set(known.currentKeys),
  /** With the colon: `arxiv:`. */
  kinds: new Set(known.currentKeys.map((key) => key.slice(0, key.indexOf(":") + 1))),
}));

/** Whether both have identifiers of one of these kinds (`arxiv:`) now, and none of that kind in common. */
export function disagree(keys: readonly string[], known: KnownPaper, kinds: readonly string[]): boolean {
  const { current, kinds: has } = knownKeys(known);
  return kinds.some((kind) => {
    if (!has.has(kind)) return false;
    const own = keys.filter((key) => key.startsWith(kind));
    return own.length > 0 && !own.some((key) => current.has(key));
  });
}
