import type { Events } from "../events.js";
import type { Traffic } from "../protocol.js";

const maxEntries = 1000;
/** Characters of JSON. Longer bodies are truncated. */
const maxShownBody = 8000;
/** Bytes of a request. Larger bodies are prepared at once, so that the original is not kept in memory. */
const maxDeferredBytes = 64 * 1024;

export interface TrafficLog {
  /**
   * @param entry Its body must not change afterwards: it is serialised only when it is shown.
   * @param bytes The length of the request's body.
   */
  add(entry: Omit<Traffic, "id">, bytes?: number): void;
  list(): Traffic[];
}

/** The most recent traffic between bot and sandbox, without tokens. */
export function createTrafficLog(events: Events): TrafficLog {
  let entries: (() => Traffic)[] = [];
  let id = 0;
  return {
    add(entry, bytes = 0) {
      id += 1;
      const shown = once(presentable({ ...entry, id }));
      entries.push(shown);
      if (entries.length >= maxEntries * 2) entries = entries.slice(-maxEntries);
      if (bytes > maxDeferredBytes) shown();
      if (events.hasListeners()) events.emit({ type: "traffic", traffic: shown() });
    },
    list: () => entries.slice(-maxEntries).map((shown) => shown()),
  };
}

/** Makes a copy without tokens and with a limited body. */
function presentable(traffic: Traffic): () => Traffic {
  return () => ("body" in traffic ? { ...traffic, body: presentableBody(traffic.body) } : traffic);
}

function presentableBody(body: unknown): unknown {
  if (body === undefined) return undefined;
  try {
    const text = JSON.stringify(body, (key, value: unknown) => (key === "token" ? "[redacted]" : value));
    return text.length > maxShownBody ? `${text.slice(0, maxShownBody)}…` : JSON.parse(text);
  } catch {
    // JSON.parse accepts thousands of nested levels, JSON.stringify does not. One such body must not break the view.
    return "[nested too deeply to be shown]";
  }
}

/** Calls `make` once, then releases it and what it references. */
function once<T>(make: () => T): () => T {
  let state: { readonly made: T } | { readonly make: () => T } = { make };
  return () => {
    if ("make" in state) state = { made: state.make() };
    return state.made;
  };
}
