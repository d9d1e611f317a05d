import type { SandboxEvent } from "./protocol.js";

export interface Events {
  emit(event: SandboxEvent): void;
  hasListeners(): boolean;
  /** @returns A function that stops listening. */
  listen(listener: (event: SandboxEvent) => void): () => void;
}

/** Notifies the open event streams. */
export function createEvents(): Events {
  const listeners = new Set<(event: SandboxEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    hasListeners: () => listeners.size > 0,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
