import type { Concept } from "./expansions.js";
import { variantKey } from "./stem.js";

/** Looks concepts up by how they are written. */
export interface Concepts {
  /** The concepts with a variant of this {@link variantKey}. */
  concepts(variantKey: string): readonly Concept[];
  /** Whether a {@link variantKey} of a concept starts with this one, or is it. */
  startsVariant(variantKey: string): boolean;
}

/** Finds concepts by their variants. */
export function lookUpConcepts(concepts: readonly Concept[]): Concepts {
  const byKey = new Map<string, Concept[]>();
  /** Every prefix of every key. */
  const starts = new Set<string>();
  for (const concept of concepts) {
    for (const variant of concept.variants) {
      const key = variantKey(variant);
      for (let length = 1; length <= key.length; length++) starts.add(key.slice(0, length));
      const others = byKey.get(key) ?? [];
      if (!others.includes(concept)) byKey.set(key, [...others, concept]);
    }
  }
  return { concepts: (key) => byKey.get(key) ?? [], startsVariant: (key) => starts.has(key) };
}
