import { setTimeout as sleep } from "node:timers/promises";
import {
  claimDetails,
  type DetailsOutcome,
  endTurn,
  isWanted,
  type KnownDetails,
  settleDetails,
  takeTurn,
} from "../store/details.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";
import type { DetailsSource, FetchOutcome } from "./source.js";

/** Longest time of one request. Milliseconds. */
const maxRequestTime = 60_000;
/** A process that ends during a request gives its claim back after this time. Milliseconds. */
const lease = 2 * maxRequestTime;
/** The first pause after a failure, and the longest. It doubles each time. Milliseconds. */
const pauses = { first: 15_000, longest: 3_600_000 } as const;
/** A paper that a source does not know is asked for again: it may be new there. Milliseconds. */
const day = 86_400_000;
const askAgain = { soon: day, later: 30 * day } as const;

/** What happened in one turn. */
export type TurnOutcome =
  /** Nothing is wanted. */
  | { readonly kind: "idle" }
  /** Another process asks this source, or it is not time yet. Milliseconds since 1970. */
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "asked"; readonly known: readonly KnownDetails[]; readonly until: number }
  /** `failures` of the source in a row, this one counted. */
  | { readonly kind: "failed"; readonly reason: string; readonly failures: number; readonly until: number };

type Claimed = Awaited<ReturnType<typeof claimDetails>>;

/**
 * Makes a function that asks one source about what is wanted of it: one batch in a turn, if it may. Aborted, it leaves
 * everything to the next turn. Turns and claims are in the store, so that all processes together keep the source's pace,
 * and no paper is fetched twice.
 */
export function createSourceAsker(
  db: Db,
  source: DetailsSource,
  now: () => number = Date.now,
): (signal: AbortSignal) => Promise<TurnOutcome> {
  const { name, pace } = source;
  /** Smaller after an answer that cannot be read: so the one paper that causes it is found, and no other is lost. */
  let batch = source.batch;
  /** The last answer could not be read although it was about one paper. If the next one cannot either, it is the source. */
  let hasCulprit = false;

  async function ask(claimed: Claimed, signal: AbortSignal): Promise<FetchOutcome> {
    if (claimed.length === 0) return { kind: "fetched", found: new Map() };
    const outcome = await fetchWithin(
      source,
      claimed.map(({ key }) => key),
      signal,
    );
    if (outcome.kind === "fetched") {
      batch = Math.min(source.batch, batch * 2);
      hasCulprit = false;
    } else if (outcome.kind === "unreadable") {
      if (claimed.length === 1 && hasCulprit) return { kind: "failed", reason: outcome.reason };
      hasCulprit = claimed.length === 1;
      batch = Math.max(1, Math.floor(claimed.length / 2));
    }
    return outcome;
  }

  function toOutcomes(claimed: Claimed, outcome: FetchOutcome): readonly DetailsOutcome[] {
    const found = outcome.kind === "fetched" ? outcome.found : new Map<string, never>();
    const isAnswer = outcome.kind === "fetched" || (outcome.kind === "unreadable" && claimed.length === 1);
    return claimed.map(({ key, tries }) => {
      const details = found.get(key);
      if (details !== undefined) return { key, details };
      const wait = tries < 2 ? askAgain.soon : askAgain.later;
      return { key, details: null, isAnswer, nextAt: isAnswer ? now() + wait : now() };
    });
  }

  function pauseAfter(outcome: FetchOutcome, failures: number): number {
    const doubled = Math.min(pauses.first * 2 ** Math.min(failures - 1, 20), pauses.longest);
    if (outcome.kind === "rate limited") return Math.max(pace, outcome.retryAfter ?? doubled);
    return outcome.kind === "failed" ? doubled : pace;
  }

  return async (signal) => {
    const [start, owner] = [now(), newId()];
    const claim = { source: name, owner, now: start, until: start + lease };
    if (!(await isWanted(db, name, start))) return { kind: "idle" };
    const turn = await takeTurn(db, claim);
    if (turn.kind === "wait") return turn;
    const claimed = await claimDetails(db, { ...claim, limit: batch });
    const outcome = await ask(claimed, signal);
    const outcomes = toOutcomes(claimed, outcome);
    await settleDetails(db, owner, outcomes, now());
    const hasFailed = !signal.aborted && (outcome.kind === "failed" || outcome.kind === "rate limited");
    const failures = hasFailed ? turn.failures + 1 : outcome.kind === "fetched" ? 0 : turn.failures;
    const until = now() + (signal.aborted ? pace : pauseAfter(outcome, failures));
    await endTurn(db, { source: name, owner, nextAt: until, failures });
    if (outcome.kind === "fetched") {
      const known = outcomes.flatMap(({ key, details }) => (details === null ? [] : [{ key, details }]));
      return { kind: "asked", known, until };
    }
    const reason = outcome.kind === "rate limited" ? "it asks for a pause" : outcome.reason;
    return { kind: "failed", reason, failures, until };
  };
}

/** A source that ignores the signal must not hold its turn for ever. */
async function fetchWithin(source: DetailsSource, keys: readonly string[], signal: AbortSignal) {
  const given = new AbortController();
  const late = sleep(maxRequestTime + 1000, undefined, { ref: false, signal: given.signal }).then(
    (): FetchOutcome => ({ kind: "failed", reason: "it did not answer in time" }),
    (): FetchOutcome => ({ kind: "failed", reason: "it was stopped" }),
  );
  const within = AbortSignal.any([signal, AbortSignal.timeout(maxRequestTime)]);
  try {
    return await Promise.race([source.fetch(keys, within), late]);
  } finally {
    given.abort();
  }
}
