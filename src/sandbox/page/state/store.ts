import { useEffect, useState } from "preact/hooks";

/** A value that is replaced, never changed in place, and tells when it was. */
export interface Store<T> {
  get(): T;
  /** Replaces the value by what `change` makes of it. */
  update(change: (value: T) => T): void;
  /** Calls `listener` after each replacement; gives back how to stop that. */
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    update(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * A part of a store's value; the component is drawn again only when that part is another one. So `select` must pick
 * what is there, not build something new.
 */
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part {
  const part = select(store.get());
  const [, draw] = useState(0);
  useEffect(() => {
    let shown = part;
    const refresh = () => {
      const next = select(store.get());
      if (Object.is(next, shown)) return;
      shown = next;
      draw((count) => count + 1);
    };
    // The value may have changed between drawing and now.
    refresh();
    return store.subscribe(refresh);
  }, [store, part]);
  return part;
}
