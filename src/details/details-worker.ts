import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { KnownDetails } from "../store/details.js";
import type { Db } from "../store/schema.js";
import { StoreError } from "../store/store-error.js";
import { createSourceAsker, type TurnOutcome } from "./ask-source.js";
import type { DetailsSource } from "./source.js";

/** Time after which wishes of other processes are looked for, and the longest sleep. Milliseconds. */
const maxSleep = 60_000;

interface DetailsWorkerDeps {
  readonly db: Db;
  readonly sources: readonly DetailsSource[];
  readonly log: Pick<Logger, "info" | "warn">;
  readonly onKnown: (known: readonly KnownDetails[]) => void;
}

/** Fetches what is wanted in the background, each source at its pace, until it is stopped. */
export interface DetailsWorker {
  readonly start: () => void;
  /** Something is wanted now. */
  readonly wake: () => void;
  /** Aborts what is being fetched, which is fetched again later. */
  readonly stop: () => Promise<void>;
}

export function createDetailsWorker({ db, sources, log, onKnown }: DetailsWorkerDeps): DetailsWorker {
  const stopping = new AbortController();
  let idle = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  async function run(source: DetailsSource): Promise<void> {
    const askSource = createSourceAsker(db, source);
    let hasFailed = false;
    while (!stopping.signal.aborted) {
      // Taken before the turn: what is wanted from now on may come too late for it.
      const { signal: woken } = idle;
      const outcome = await turn(askSource);
      if (stopping.signal.aborted) return;
      if (outcome.kind === "asked") {
        if (hasFailed) log.info({ source: source.name }, "details can be fetched again");
        hasFailed = false;
        if (outcome.known.length > 0) onKnown(outcome.known);
      }
      if (outcome.kind === "failed") {
        // Once for each outage: the pauses grow, and nobody has to do anything.
        if (!hasFailed)
          log.warn({ source: source.name }, `details cannot be fetched for now: ${outcome.reason}`);
        hasFailed = true;
      }
      await pauseUntil(outcome, woken);
    }
  }

  async function turn(askSource: ReturnType<typeof createSourceAsker>): Promise<TurnOutcome> {
    try {
      return await askSource(stopping.signal);
    } catch (error) {
      // Of the database the operator is told already.
      if (!(error instanceof StoreError)) log.warn({ err: error }, "fetching details failed");
      return { kind: "wait", until: Date.now() + maxSleep };
    }
  }

  async function pauseUntil(outcome: TurnOutcome, woken: AbortSignal): Promise<void> {
    const wait =
      outcome.kind === "idle" ? maxSleep : Math.min(Math.max(outcome.until - Date.now(), 0), maxSleep);
    const signals = outcome.kind === "idle" ? [stopping.signal, woken] : [stopping.signal];
    await sleep(wait, undefined, { ref: false, signal: AbortSignal.any(signals) }).catch(() => {});
  }

  return {
    start() {
      running = Promise.all(sources.map(run));
    },
    wake() {
      idle.abort();
      idle = new AbortController();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
