import type { Events } from "../events.js";
import type { Traffic } from "../protocol.js";

const maxEntries = 1000;
/** Characters of JSON; a longer body is shown by its beginning. */
const maxShownBody = 8000;
/** Bytes of a request above which its body is not kept as it came. */
const maxDeferredBytes = 64 * 1024;

export interface TrafficLog {
  /**
   * @param entry Its body is looked at only once somebody wants to see it, so it must not change any more.
   * @param bytes How long the body was as it came, where it came from outside.
   */
  add(entry: Omit<Traffic, "id">, bytes?: number): void;
  list(): Traffic[];
}

/** The latest traffic between the bot and the sandbox, as it can be shown: without what gives access. */
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

/** A copy without tokens, and no longer than can be looked at. */
function presentable(traffic: Traffic): () => Traffic {
  return () => ("body" in traffic ? { ...traffic, body: presentableBody(traffic.body) } : traffic);
}

function presentableBody(body: unknown): unknown {
  if (body === undefined) return undefined;
  try {
    const text = JSON.stringify(body, (key, value: unknown) => (key === "token" ? "[redacted]" : value));
    return text.length > maxShownBody ? `${text.slice(0, maxShownBody)}…` : JSON.parse(text);
  } catch {
    // Thousands of levels can be read, but not written: one such body must not take the whole view with it.
    return "[nested too deeply to be shown]";
  }
}

/** Makes it when first asked, then forgets what it was made of. */
function once<T>(make: () => T): () => T {
  let state: { readonly made: T } | { readonly make: () => T } = { make };
  return () => {
    if ("make" in state) state = { made: state.make() };
    return state.made;
  };
}
