import type { Library } from "../discord/context.js";

/** The library that is served, replaced in one step: who searches sees the one before or the one after, whole. */
export interface Served {
  readonly library: () => Library;
  readonly replace: (library: Library) => void;
}

export function createServed(first: Library): Served {
  let current = first;
  return {
    library: () => current,
    replace(library) {
      current = library;
    },
  };
}
