import type { SandboxEvent } from "./protocol.js";

export interface Events {
  emit(event: SandboxEvent): void;
  /** Whether anybody listens. */
  hasListeners(): boolean;
  /** @returns Stops listening. */
  listen(listener: (event: SandboxEvent) => void): () => void;
}

/** Tells whoever watches the sandbox what happens in it. */
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
