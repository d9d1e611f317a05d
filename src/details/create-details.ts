import type { Logger } from "pino";
import { type Details, detailsKeysOf } from "../catalogue/details.js";
import type { Paper } from "../catalogue/paper.js";
import { eachInSlices } from "../reading/in-slices.js";
import { serialQueue } from "../reading/serial-queue.js";
import { changedSince } from "../store/changes.js";
import {
  type DetailsRank,
  detailsRanks,
  type KnownDetails,
  knownDetails,
  wantDetails,
} from "../store/details.js";
import type { Db } from "../store/schema.js";
import { createDetailsBook } from "./details-book.js";
import { createDetailsWorker } from "./details-worker.js";
import type { DetailsSource } from "./source.js";

/** Papers that changed within this time before the start count as announced. Milliseconds. */
const announcedTime = 7 * 86_400_000;
/** Papers that are opened are asked for together. Milliseconds. */
const collectTime = 500;
/** Clocks of processes differ, and a transaction may end late: what became known is read with this overlap. Milliseconds. */
const overlap = 120_000;

interface DetailsDeps {
  readonly db: Db;
  /** Empty where nothing may be fetched: what is known is shown all the same. */
  readonly sources: readonly DetailsSource[];
  /** Every paper that is served, as its lists have it. */
  readonly papers: () => Iterable<Paper>;
  /** Called with the ids of papers whose details are new. */
  readonly onKnown: (paperIds: readonly string[]) => void;
  readonly log: Pick<Logger, "info" | "warn">;
  readonly onError: (error: unknown) => void;
}

/** Authors and abstracts of papers, from the store and from sources outside. Nothing waits for it. */
export interface DetailsService {
  /** What is known now. */
  readonly of: (paper: Paper) => Details | null;
  /** What is known of the paper with this key, which need not be in a list. */
  readonly ofKey: (key: string) => Details | null;
  /** A person looks at the paper: it is fetched before others. */
  readonly opened: (paper: Paper) => void;
  /** Reads what is known, and starts to fetch the rest. */
  readonly start: () => void;
  /** Asks for papers that are new, and reads what other processes have fetched. */
  readonly refresh: () => Promise<void>;
  /** The same, once it is started; called after other papers are served. */
  readonly refreshSoon: () => void;
  readonly stop: () => Promise<void>;
}

export function createDetails(deps: DetailsDeps): DetailsService {
  const { db, sources, papers, onKnown, log, onError } = deps;
  const book = createDetailsBook();
  const worker = createDetailsWorker({ db, sources, log, onKnown: learn });
  const names = new Set(sources.map(({ name }) => name));
  /** Papers by their keys, of all papers that were looked at. */
  const idsByKey = new Map<string, Set<string>>();
  const lookedAt = new WeakSet<Paper>();
  const opened = new Set<Paper>();
  let collecting: NodeJS.Timeout | null = null;
  let changesSince = Date.now() - announcedTime;
  let knownSince = 0;
  let isStarted = false;
  const enqueue = serialQueue();

  function learn(known: readonly KnownDetails[]): void {
    const ids = new Set(book.add(known).flatMap((key) => [...(idsByKey.get(key) ?? [])]));
    if (ids.size > 0) onKnown([...ids]);
  }

  async function want(wanted: Iterable<Paper>, rank: DetailsRank): Promise<void> {
    const keys = new Map<string, string>();
    await eachInSlices(wanted, (paper) => {
      for (const key of detailsKeysOf(paper)) {
        const source = key.slice(0, key.indexOf(":"));
        if (names.has(source) && !book.has(key)) keys.set(key, source);
      }
    });
    if (keys.size === 0) return;
    await wantDetails(
      db,
      Array.from(keys, ([key, source]) => ({ key, source })),
      rank,
      Date.now(),
    );
    worker.wake();
  }

  async function refreshNow(): Promise<void> {
    const fresh = [...papers()].filter((paper) => !lookedAt.has(paper));
    await eachInSlices(fresh, (paper) => {
      lookedAt.add(paper);
      for (const key of detailsKeysOf(paper)) {
        const ids = idsByKey.get(key) ?? new Set();
        idsByKey.set(key, ids.add(paper.id));
      }
    });
    const since = knownSince;
    knownSince = Date.now() - overlap;
    const known: KnownDetails[] = [];
    for await (const page of knownDetails(db, { settledAt: since, key: "" })) known.push(...page);
    learn(known);
    await wantAnnounced(fresh);
    await want(fresh, detailsRanks.listed);
  }

  async function wantAnnounced(fresh: readonly Paper[]): Promise<void> {
    const since = changesSince;
    changesSince = Date.now() - overlap;
    const changed = await changedSince(
      db,
      fresh.map(({ id }) => id),
      since,
    );
    if (changed.size > 0)
      await want(
        fresh.filter(({ id }) => changed.has(id)),
        detailsRanks.announced,
      );
  }

  const refresh = () => enqueue(refreshNow);

  function wantOpened(): void {
    collecting = null;
    const wanted = [...opened];
    opened.clear();
    want(wanted, detailsRanks.opened).catch(onError);
  }

  return {
    of: book.of,
    ofKey: book.ofKey,
    opened(paper) {
      if (detailsKeysOf(paper).every((key) => book.has(key))) return;
      opened.add(paper);
      collecting ??= setTimeout(wantOpened, collectTime).unref();
    },
    start() {
      isStarted = true;
      refresh().catch(onError);
      worker.start();
    },
    refresh,
    refreshSoon() {
      if (isStarted) refresh().catch(onError);
    },
    async stop() {
      if (collecting !== null) clearTimeout(collecting);
      await worker.stop();
      await enqueue(async () => {});
    },
  };
}
