import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { CheckQuery } from "../announce/check-settings.js";
import type { ReadFilter } from "../announce/filter.js";
import { createSharedIds } from "../catalogue/shared-ids.js";
import type { ListSource } from "../config/list-source.js";
import { createOnce } from "../processes/once.js";
import { createReader, defaultLimits, type Reader, untrustedLimits } from "../reading/reader.js";
import { formatQuery } from "../search/format-query.js";
import type { Vocabulary } from "../search/vocabulary.js";
import { lastChangeOf } from "../store/changes.js";
import type { Db } from "../store/schema.js";
import { StoreError } from "../store/store-error.js";
import { sweepMirrors } from "../upstream/sweep-mirrors.js";
import { createAddedLists } from "./added-lists.js";
import type { GitAccess } from "./git-access.js";
import { createListAdding } from "./list-adding.js";
import type { ListIndex } from "./list-index.js";
import type { ListRunner } from "./list-runner.js";
import { createListRunners } from "./list-runners.js";
import type { ListView } from "./list-view.js";
import { createListVisibility } from "./list-visibility.js";
import type { ListState, Lists } from "./lists.js";
import { createReadFilter } from "./read-filter.js";
import { withListIds } from "./with-list-ids.js";

/** Lists that are read at a time, where there are several and cores for it. */
const maxReading = 2;
/** First checks before login take at most 30 s. Milliseconds. */
const maxFirstCheckTime = 30_000;
/** How long pasts wait for lists that were never read. Milliseconds. */
const maxPastDelay = 180_000;
/** How long a mirror that no list uses is kept: longer than any preview takes. Milliseconds. */
const maxUnusedTime = 3_600_000;

interface ListServiceDeps {
  readonly db: Db;
  /** The same database for what people wait for. */
  readonly forAnswers?: Db;
  /** The operator's lists. */
  readonly sources: readonly ListSource[];
  /** Whether servers may add lists. */
  readonly allowServerLists: boolean;
  /** Disk space for the mirrors of all lists that servers add. Default: no limit. */
  readonly maxServerListBytes?: number;
  readonly gitAccess: GitAccess;
  readonly listIndex: ListIndex;
  /** That of the index. */
  readonly vocabulary: Pick<Vocabulary, "venues" | "allConcepts">;
  /** What reads the operator's lists, if bots share one. Default: one of its own, which ends with it. */
  readonly reader?: Reader | undefined;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
  /** Called after deliveries were written. */
  readonly onRecorded: () => void;
}

/** A list with an upstream. */
export interface WatchedList {
  readonly id: string;
  /** Whether it is the operator's, not one that a server added. */
  readonly isPublic: boolean;
  /** When a check last reached the upstream and could read it, by whichever process; null before. Milliseconds since 1970. */
  readonly lastReadAt: number | null;
}

/** Everything about lists: what commands can do with them, and their life in this process. */
export interface ListService extends Lists {
  /** What a server sees, or what people see outside of servers (`null`). */
  readonly viewOf: (guildId: string | null) => ListView;
  /** Checks a subscription's filter against what its server sees. */
  readonly checkQuery: CheckQuery;
  /** A filter with the ids of the lists that it names; null where it stays as it is. */
  readonly withListIds: (query: string, guildId: string) => string | null;
  /** Reads a subscription's filter, which may ask for any list. */
  readonly readFilter: ReadFilter;
  /** The ids of all lists, in the order in which they are served. */
  readonly ids: () => readonly string[];
  /** The lists that are watched, in the order in which they are served. */
  readonly watched: () => Promise<readonly WatchedList[]>;
  /** Whether a list can ever change. */
  readonly canChange: () => boolean;
  /** Serves the lists' files, and the others by their names. @throws {UsageError} where a source is wrong. */
  readonly open: () => Promise<void>;
  /** As `open`, and serves what the store has, without network. Ends early if it is stopped. */
  readonly restore: () => Promise<void>;
  /**
   * Checks the lists that were never read before, for a limited time: the newest version of each. Their pasts are read
   * from then on.
   */
  readonly checkUnread: () => Promise<void>;
  /** Resolves when the past of every list that was read is known. */
  readonly pastsRead: () => Promise<void>;
  /** `isBaseline`: what is new counts as announced. */
  readonly check: (options?: {
    readonly force?: boolean;
    readonly only?: string;
    readonly isBaseline?: boolean;
  }) => Promise<void>;
  /** Checks the lists that no process has checked since this one started: those that the store had. */
  readonly checkUnchecked: () => Promise<void>;
  /** Starts to check by schedule. */
  readonly start: () => void;
  /** Reads what other processes have changed in what servers see. */
  readonly refresh: () => Promise<void>;
  /** Serves the revisions that other processes have accepted. */
  readonly catchUp: () => Promise<void>;
  /** Removes the mirrors of lists that were taken out, and some of added lists where these take too much space. */
  readonly sweepMirrors: () => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

export function createLists(deps: ListServiceDeps): ListService {
  const {
    db,
    forAnswers = db,
    gitAccess,
    listIndex,
    log,
    maxServerListBytes = Number.POSITIVE_INFINITY,
  } = deps;
  // Strangers' lists have a process of their own: one that takes long, or ends it, delays no list of the operator.
  const readAtOnce = Math.min(maxReading, availableParallelism(), Math.max(1, deps.sources.length));
  const { venues, allConcepts } = deps.vocabulary;
  const reader = deps.reader ?? createReader(venues, defaultLimits, readAtOnce, allConcepts);
  const untrustedReader = createReader(venues, untrustedLimits, 1, allConcepts);
  const readFilter = createReadFilter(listIndex);
  const stopped = new AbortController();
  const runners = createListRunners({
    ...deps,
    once: createOnce({ db }),
    reader,
    untrustedReader,
    sharedIds: createSharedIds(),
    readFilter,
    stopped: stopped.signal,
    onError(error) {
      // What was being read when the bot was stopped is read after the next start.
      if (!(error instanceof StoreError) && !stopped.signal.aborted)
        log.error({ err: error }, "checking upstream failed");
    },
  });
  const visibility = createListVisibility(forAnswers);
  const addedLists = createAddedLists({ db, runners, log });
  const adding = deps.allowServerLists
    ? createListAdding({
        ...deps,
        db: forAnswers,
        untrustedReader,
        maxServerListBytes,
        visibility,
        runners,
        publicMirrors,
        syncAddedLists: addedLists.sync,
      })
    : null;
  /** The lists that are restored from the store, and those of them that were never read. */
  const stored: ListRunner[] = [];
  const unread: string[] = [];

  let opened: Promise<void> | null = null;
  const open = () => (opened ??= serveFiles());

  async function serveFiles(): Promise<void> {
    const all = deps.sources.map(runners.add);
    for (const { announceLoading } of all) announceLoading();
    for (const runner of all) {
      if (runner.source.file === null) stored.push(runner);
      else if (!(await runner.restore())) unread.push(runner.source.id);
    }
    await visibility.load();
  }

  async function restore(): Promise<void> {
    await open();
    const restored = stored.splice(0).map(async (runner) => {
      if (!(await runner.restore())) unread.push(runner.source.id);
    });
    await Promise.all([...restored, refresh()]).catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
    await listIndex.settled();
  }

  let pastsBegun: Promise<void> = Promise.resolve();

  async function checkUnread(): Promise<void> {
    const checked = runners.checkAtStart(unread.splice(0));
    // What is not read yet is more urgent than any past, but a silent host keeps no past from being read.
    pastsBegun = Promise.race([checked, atMost(maxPastDelay)]).then(runners.readPasts);
    await Promise.race([checked, atMost(maxFirstCheckTime)]);
  }

  /** The mirrors of the operator's lists. */
  function publicMirrors(): ReadonlySet<string> {
    return new Set(runners.all().flatMap(({ source, gitDir }) => (source.isPublic ? (gitDir ?? []) : [])));
  }

  async function refresh(): Promise<void> {
    await visibility.load();
    if (adding !== null) await addedLists.sync();
  }

  const viewOf: ListService["viewOf"] = (guildId) =>
    listIndex.viewOf(visibility.visibleTo(guildId, listIndex.lists()));

  return {
    viewOf,
    checkQuery(text, guildId) {
      const parsed = viewOf(guildId).search.parse(text);
      if (parsed.kind === "query") {
        const { with: wanted, without } = parsed.query;
        // A list that takes the name later is not the one that was meant, and next year *last year* is another one.
        const mayChange = [wanted, without].some(({ lists, years }) => lists.length + years.length > 0);
        return { kind: "valid", query: mayChange ? formatQuery(parsed.query) : text };
      }
      const where = `At character ${parsed.position + 1} of the filter`;
      return { kind: "invalid", message: `${where}: ${parsed.message}`, suggestion: parsed.suggestion };
    },
    withListIds: (query, guildId) => withListIds(query, viewOf(guildId)),
    readFilter,
    ids: () => listIndex.lists().map(({ id }) => id),
    async watched() {
      const watched = runners.all().filter(({ watcher }) => watcher !== null);
      const checks = await runners.checksOf(watched.map(({ source }) => source.id));
      return watched.map(({ source: { id, isPublic } }) => ({
        id,
        isPublic,
        lastReadAt: checks.get(id)?.last?.readAt ?? null,
      }));
    },
    canChange: () => adding !== null || runners.all().some(({ watcher }) => watcher !== null),

    async states(ids) {
      const checks = await runners.checksOf(ids);
      const stateOf = async (id: string): Promise<ListState> => ({
        lastChange: await lastChangeOf(db, id),
        checks: checks.get(id) ?? null,
      });
      return new Map(await Promise.all(ids.map(async (id) => [id, await stateOf(id)] as const)));
    },
    checks: async () => [...(await runners.checksOf(runners.all().map(({ source }) => source.id))).values()],
    availableTo: (guildId) => visibility.availableTo(guildId, listIndex.lists()),
    setVisible: (guildId, visible) =>
      visibility.save(guildId, visible, (id) => listIndex.find(id)?.isPublic === true),
    adding,
    held: runners.held,
    release: runners.release,

    open,
    restore,
    checkUnread,
    async pastsRead() {
      await pastsBegun;
      await runners.pastsRead();
    },
    check: runners.check,
    checkUnchecked: () => runners.checkAtStart(),
    start: runners.start,
    refresh,
    catchUp: runners.catchUp,
    sweepMirrors: () =>
      sweepMirrors({
        prefix: gitAccess.mirrorPrefix,
        used: new Set(runners.all().flatMap(({ gitDir }) => gitDir ?? [])),
        kept: publicMirrors(),
        olderThan: maxUnusedTime,
        maxBytes: maxServerListBytes,
      }),
    async stop() {
      stopped.abort();
      await runners.stop();
      if (deps.reader === undefined) reader.close();
      untrustedReader.close();
    },
  };
}

function atMost(milliseconds: number): Promise<void> {
  return sleep(milliseconds, undefined, { ref: false });
}
