import { useEffect, useState } from "preact/hooks";

/** An immutable value that can be replaced, with notifications. */
export interface Store<T> {
  get(): T;
  update(change: (value: T) => T): void;
  /** Calls `listener` after each replacement. @returns A function that stops it. */
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
 * A part of a store's value. The component is rendered again only when that part changes, so `select` must return an
 * existing object, not a new one.
 */
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part {
  const part = select(store.get());
  const [, render] = useState(0);
  useEffect(() => {
    let shown = part;
    const refresh = () => {
      const next = select(store.get());
      if (Object.is(next, shown)) return;
      shown = next;
      render((count) => count + 1);
    };
    // The value may have changed since rendering.
    refresh();
    return store.subscribe(refresh);
  }, [store, part]);
  return part;
}
