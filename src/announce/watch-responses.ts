import { performance } from "node:perf_hooks";
import { type REST, RESTEvents } from "discord.js";

/** Discord blocks a machine after 10,000 answers of 401, 403 or 429 in this time. Milliseconds. */
const window = 600_000;
/** Other programs and processes on this machine count too. */
const defaultLimit = 2_000;
/** Milliseconds without a request after the token was refused. */
const tokenPause = 600_000;

/** Routes with a token of their own in their path: their 401 says nothing of the bot's. */
const ownToken = /^\/(webhooks|interactions)\//;

/** One response, as far as it matters here. */
interface Response {
  readonly route: string;
  readonly status: number;
  readonly header: (name: string) => string | null;
}

export interface Responses {
  /** Watches every response that a client gets. */
  readonly watch: (rest: REST) => void;
  readonly read: (response: Response) => void;
  /** For how many milliseconds no announcement may be sent: the brake. 0: it is open. */
  readonly brakedFor: () => number;
  /** Discord's clock, in milliseconds since 1970, or a little earlier; null before its first answer. */
  readonly time: () => number | null;
}

/**
 * What responses say beside their content. They are counted, and sending pauses well before Discord would block this
 * machine; rate limits of a shared resource do not count, as documented. And their `Date` is Discord's clock, which
 * this machine's need not agree with.
 *
 * @see https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
export function watchResponses({
  limit = defaultLimit,
  now = () => performance.now(),
  onResponse = () => {},
}: {
  readonly limit?: number;
  /** @param scope whose rate limit it is, of a 429: `user`, `global` or `shared`; null where Discord does not say */
  readonly onResponse?: ((status: number, scope: string | null) => void) | undefined;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
} = {}): Responses {
  /** When the last `limit` counted responses came, oldest first. */
  let counted: number[] = [];
  let tokenRefusedUntil = 0;
  let seen: { readonly date: number; readonly at: number } | null = null;

  function read({ route, status, header }: Response): void {
    const date = Date.parse(header("date") ?? "");
    if (!Number.isNaN(date)) seen = { date, at: now() };
    // A proxy's page says nothing of the token.
    const isDiscords = /\bjson\b/.test(header("content-type") ?? "");
    if (status === 401 && isDiscords && !ownToken.test(route)) tokenRefusedUntil = now() + tokenPause;
    const scope = status === 429 ? header("x-ratelimit-scope") : null;
    onResponse(status, scope);
    const isShared = scope === "shared";
    if (isShared || (status !== 401 && status !== 403 && status !== 429)) return;
    counted = [...counted.filter((at) => at > now() - window), now()].slice(-limit);
  }

  return {
    read,
    watch(rest) {
      rest.on(RESTEvents.Response, ({ route }, { status, headers }) =>
        read({ route, status, header: (name) => headers.get(name) }),
      );
    },
    brakedFor() {
      const [oldest = 0] = counted;
      const fullUntil = counted.length < limit ? 0 : oldest + window;
      return Math.max(0, fullUntil - now(), tokenRefusedUntil - now());
    },
    time: () => (seen === null ? null : Math.floor(seen.date + (now() - seen.at))),
  };
}
