import type { FetchedPast } from "../upstream/past.js";
import type { InTurn, Watcher } from "../upstream/watcher.js";
import { createPatientLimit } from "./patient-limit.js";

/** Pasts that are fetched at a time. */
const maxFetches = 4;
/** How long a fetch counts among them. Milliseconds. */
const maxFetchPatience = 10_000;

interface PastQueueDeps {
  readonly enqueue: InTurn;
  /** Ends the reading when it is aborted: what is not read is read after the next start. */
  readonly stopped: AbortSignal;
  readonly onError: (error: unknown) => void;
}

interface ReadyPast {
  readonly watcher: Watcher;
  readonly past: FetchedPast;
}

/**
 * Reads the past of lists of which only the newest version was read: after all that is more urgent, one list after
 * another, the shortest past first.
 */
export function createPastQueue({ enqueue, stopped, onError }: PastQueueDeps) {
  const fetches = createPatientLimit(maxFetches, maxFetchPatience);
  const waiting = new Set<Watcher>();
  /** Those whose past is being fetched or read: each check adds its list again. */
  const started = new Set<Watcher>();
  const ready: ReadyPast[] = [];
  const work = new Set<Promise<void>>();
  let reading: Promise<void> | null = null;
  let isOpen = false;

  const track = (task: Promise<void>): void => {
    const tracked = task.catch(onError).finally(() => work.delete(tracked));
    work.add(tracked);
  };

  async function fetch(watcher: Watcher): Promise<void> {
    let past: FetchedPast | null = null;
    try {
      past = stopped.aborted ? null : await watcher.fetchPast();
    } finally {
      if (past === null) started.delete(watcher);
    }
    if (past === null) return;
    ready.push({ watcher, past });
    reading ??= readAll().finally(() => {
      reading = null;
    });
    track(reading);
  }

  async function readAll(): Promise<void> {
    while (ready.length > 0 && !stopped.aborted) {
      ready.sort((one, other) => one.past.commits.length - other.past.commits.length);
      const next = ready.shift();
      if (next === undefined) return;
      await next.watcher.readPast(next.past, stopped, enqueue).catch(onError);
      started.delete(next.watcher);
    }
  }

  function start(watcher: Watcher): void {
    waiting.delete(watcher);
    if (started.has(watcher)) return;
    started.add(watcher);
    track(fetches(() => fetch(watcher)));
  }

  return {
    /** Reads the past of a list that was read for the first time, once the queue is open. */
    add(watcher: Watcher): void {
      if (isOpen) start(watcher);
      else waiting.add(watcher);
    },
    /** Lets the reading begin. */
    open(): void {
      isOpen = true;
      for (const watcher of waiting) start(watcher);
    },
    /** Resolves when nothing is being read. */
    async settled(): Promise<void> {
      while (work.size > 0) await Promise.all(work);
    },
  };
}
