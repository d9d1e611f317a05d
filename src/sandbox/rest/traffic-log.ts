import type { Traffic } from "../protocol.js";

const KEPT = 1000;
/** Characters of JSON; a longer body is shown by its beginning. */
const LONGEST_BODY = 8000;

export interface TrafficLog {
  add(entry: Omit<Traffic, "id">): void;
  list(): Traffic[];
  clear(): void;
}

/** The latest traffic between the bot and the sandbox, without what gives access. */
export function createTrafficLog(onTraffic: (traffic: Traffic) => void): TrafficLog {
  let entries: Traffic[] = [];
  let id = 0;
  return {
    add(entry) {
      id += 1;
      const traffic = { ...entry, id, ...("body" in entry ? { body: presentable(entry.body) } : {}) };
      entries.push(traffic);
      if (entries.length >= KEPT * 2) entries = entries.slice(-KEPT);
      onTraffic(traffic);
    },
    list: () => entries.slice(-KEPT),
    clear() {
      entries = [];
    },
  };
}

/** A copy without tokens, and no longer than can be looked at. */
function presentable(body: unknown): unknown {
  if (body === undefined) return undefined;
  const text = JSON.stringify(body, (key, value: unknown) => (key === "token" ? "[redacted]" : value));
  return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}…` : JSON.parse(text);
}
