import type { Route, RouteLimit } from "./route.js";

/** Discord publishes no limits per route. These are similar to what its headers show. */
const defaultLimit: RouteLimit = { requests: 50, seconds: 1 };
/** @see https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const globalLimit: RouteLimit = { requests: 50, seconds: 1 };

/** Path parameters with a counter each: two channels count separately, two messages in one channel together. */
const majorParameters = ["channel", "guild", "application", "token"];

export type Verdict =
  | { readonly kind: "allowed"; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly kind: "limited";
      readonly headers: Readonly<Record<string, string>>;
      readonly retryAfter: number;
      readonly global: boolean;
    };

export interface RateLimits {
  take(route: Route, param: (name: string) => string | undefined): Verdict;
}

interface Bucket {
  remaining: number;
  /** Milliseconds since 1970. */
  resetAt: number;
}

/** Counts requests in windows that start with their first request, as Discord does. */
export function createRateLimits(now: () => number): RateLimits {
  const buckets = new Map<string, Bucket>();

  const open = (key: string, limit: RouteLimit): Bucket => {
    const known = buckets.get(key);
    if (known && known.resetAt > now()) return known;
    if (buckets.size > 5000) {
      for (const [old, bucket] of buckets) if (bucket.resetAt <= now()) buckets.delete(old);
    }
    const fresh = { remaining: limit.requests, resetAt: now() + limit.seconds * 1000 };
    buckets.set(key, fresh);
    return fresh;
  };

  return {
    take(route, param) {
      const limit = route.limit ?? defaultLimit;
      if (!limit.exempt) {
        const global = open("global", globalLimit);
        if (global.remaining === 0) {
          const retryAfter = (global.resetAt - now()) / 1000;
          return { kind: "limited", retryAfter, global: true, headers: limitedHeaders(retryAfter, "global") };
        }
        global.remaining -= 1;
      }
      const name = `${route.method} ${route.path}`;
      const major = majorParameters.map((part) => param(part) ?? "").join(":");
      const bucket = open(`${name} ${major}`, limit);
      const resetAfter = (bucket.resetAt - now()) / 1000;
      const headers = {
        "x-ratelimit-limit": String(limit.requests),
        "x-ratelimit-remaining": String(Math.max(0, bucket.remaining - 1)),
        "x-ratelimit-reset": (bucket.resetAt / 1000).toFixed(3),
        "x-ratelimit-reset-after": resetAfter.toFixed(3),
        "x-ratelimit-bucket": bucketId(name),
      };
      if (bucket.remaining === 0) {
        return {
          kind: "limited",
          retryAfter: resetAfter,
          global: false,
          headers: { ...headers, ...limitedHeaders(resetAfter, "user") },
        };
      }
      bucket.remaining -= 1;
      return { kind: "allowed", headers };
    },
  };
}

/** The headers of a 429 in addition to those of the bucket. */
export function limitedHeaders(
  retryAfter: number,
  scope: "user" | "global" | "shared",
): Record<string, string> {
  return {
    "retry-after": String(Math.ceil(retryAfter)),
    "x-ratelimit-scope": scope,
    ...(scope === "global" ? { "x-ratelimit-global": "true" } : {}),
  };
}

/** An opaque id of the route. */
function bucketId(name: string): string {
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
