import type { AnnounceMode, Revision } from "../catalogue/change.js";
import type { KnownPapers } from "../catalogue/known-paper.js";
import type { Version } from "../reading/reader.js";
import type { TitledCatalogue } from "../reading/tasks.js";
import type { AcceptedList, AcceptedRevision, HeldRevision } from "../store/upstreams.js";
import { evaluateRevisions } from "./evaluate-revisions.js";
import { UpstreamError } from "./git.js";
import { createMirror, type MirrorDeps } from "./mirror.js";
import { type ListReading, readRevision } from "./read-revision.js";
import { readRevisions, revisionsSince, startPointOf } from "./revisions-since.js";

/** An accepted version of the list, to be served. */
export interface ListVersion extends AcceptedList {
  readonly catalogue: TitledCatalogue;
}

/** What the watcher knows between two checks. The cursor's files are also what is served at start; their paths follow renames. */
export interface WatchState extends AcceptedList {
  /** Every paper ever known. */
  readonly knownPapers: KnownPapers;
}

/** Where the watcher keeps its state. */
export interface WatchStore {
  /** Null before the first accepted revision. */
  load(): Promise<WatchState | null>;
  /**
   * Writes the steps, oldest first, and their announcements in one transaction, if the cursor is still at `expected`
   * (null: nothing accepted yet). False, and nothing written, if another process was first.
   */
  commit(expected: string | null, steps: readonly AcceptedRevision[]): Promise<boolean>;
  /** Null if no revision is held. */
  loadHeld(): Promise<HeldRevision | null>;
  saveHeld(held: HeldRevision | null): Promise<void>;
}

export interface WatcherDeps extends MirrorDeps {
  /** The list's files in the upstream, in reading order, at least one. Moved files are followed. */
  readonly paths: readonly string[];
  readonly reading: ListReading;
  readonly store: WatchStore;
  /** Called with each new version to serve, and with all known papers. */
  readonly onVersion: (version: ListVersion, knownPapers: KnownPapers) => void;
  /** For the operator: the first failure in a row, and null when a check succeeds again. */
  readonly onTrouble: (sentence: string | null) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Back-off: after the first failure, and at most; it doubles with each failure. */
const firstWaitMs = 60_000;
const maxWaitMs = 6 * 3_600_000;

/** The outcome of one check of the upstream. */
export type CheckOutcome =
  | { readonly kind: "unchanged" }
  /** Revisions were accepted. After a rewritten history, all changes are one step. */
  | { readonly kind: "changed"; readonly steps: readonly AcceptedRevision[]; readonly rewritten: boolean }
  /** The newest revision is held. Earlier ones were accepted. */
  | { readonly kind: "held"; readonly held: HeldRevision; readonly steps: readonly AcceptedRevision[] }
  /** The last good list stays. Revisions before the bad one were accepted. */
  | { readonly kind: "failed"; readonly reason: string; readonly steps: readonly AcceptedRevision[] }
  /** Back-off after a failure: before `until`, milliseconds since 1970, only a forced check tries again. */
  | { readonly kind: "waiting"; readonly until: number }
  /** Another process accepted the same revisions first, and announces them. */
  | { readonly kind: "overtaken" };

export type ReleaseOutcome =
  | { readonly kind: "released"; readonly step: AcceptedRevision }
  | { readonly kind: "nothing-held" }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Watches the list of one upstream.
 *
 * Invariants: the served list is the last accepted one. The cursor moves in the transaction that writes the changes,
 * and only from where this process read it, so of two processes one announces. A failure changes neither.
 */
export function createWatcher(deps: WatcherDeps) {
  const { remote, paths, reading, store, now } = deps;
  const mirror = createMirror(deps);
  let served: { readonly sha: string; readonly version: Version } | null = null;
  /** The last head that needs no further work. */
  let doneHead: string | null = null;
  let running: Promise<CheckOutcome> | null = null;
  /** Failed checks in a row, and when to try again. */
  let failures = 0;
  let retryAt = 0;

  /** @throws {UpstreamError} if the list cannot be read in time */
  const serve = async (revision: Revision, version: Version): Promise<void> => {
    const catalogue = await reading.reader.catalogueOf(version);
    if (catalogue.kind === "unreadable") throw new UpstreamError(`${catalogue.reason}.`);
    served = { sha: revision.sha, version };
    deps.onVersion({ revision, files: version.files, catalogue }, version.knownPapers);
  };
  /** Serves the stored version if another one is served: at start, or after another process accepted a revision. */
  const restore = async ({ revision, files, knownPapers }: WatchState): Promise<Version> => {
    if (served?.sha === revision.sha) return served.version;
    const version = reading.reader.version({ list: reading.list, files, knownPapers });
    await serve(revision, version);
    return version;
  };

  const checkOnce = async (): Promise<CheckOutcome> => {
    const head = await mirror.head();
    if (head.sha === doneHead) return { kind: "unchanged" };
    const state = await store.load();
    const from = state && { sha: state.revision.sha, version: await restore(state) };
    const start = startPointOf(paths, state);
    if (start.sha === head.sha && !start.isOutdated) {
      doneHead = head.sha;
      return { kind: "unchanged" };
    }
    const { commits, rewritten } = await revisionsSince(mirror, start, head.sha);
    const revisions = readRevisions(mirror, remote, commits);
    const { steps, version, held, problem } = await evaluateRevisions(revisions, from, reading);
    const last = steps.at(-1);
    if (last && version) {
      if (!(await store.commit(start.sha, steps))) return { kind: "overtaken" };
      await serve(last.revision, version);
    }
    if (problem !== null) return { kind: "failed", reason: `${remote.name}: ${problem}`, steps };
    await store.saveHeld(held);
    // Another process may release a held revision, so the next check has to read the cursor again.
    if (held) return { kind: "held", held, steps };
    doneHead = head.sha;
    return last ? { kind: "changed", steps, rewritten } : { kind: "unchanged" };
  };

  const checkWithBackOff = async (force: boolean): Promise<CheckOutcome> => {
    if (!force && now() < retryAt) return { kind: "waiting", until: retryAt };
    const outcome = await checkOnce().catch((error) => ({ ...failedBy(error), steps: [] }));
    if (outcome.kind === "failed") {
      if (failures === 0) deps.onTrouble(outcome.reason);
      retryAt = now() + Math.min(maxWaitMs, firstWaitMs * 2 ** failures);
      failures++;
    } else if (failures > 0) {
      failures = 0;
      retryAt = 0;
      deps.onTrouble(null);
    }
    return outcome;
  };

  return {
    /** Serves the last accepted list from the store, without network; false if there is none yet. */
    async restore() {
      const state = await store.load();
      if (state === null) return false;
      try {
        await restore(state);
        return true;
      } catch (error) {
        deps.onTrouble(failedBy(error).reason);
        return false;
      }
    },
    /** Checks the upstream once. A call during a check returns that check. `force` ignores back-off. */
    check({ force = false }: { readonly force?: boolean } = {}) {
      running ??= checkWithBackOff(force).finally(() => {
        running = null;
      });
      return running;
    },
    /** Accepts the held revision. */
    async release(mode: AnnounceMode): Promise<ReleaseOutcome> {
      const [held, state] = [await store.loadHeld(), await store.load()];
      if (!held || !state) return { kind: "nothing-held" };
      try {
        const from = await restore(state);
        const { commits } = await revisionsSince(mirror, startPointOf(paths, state), held.revision.sha);
        for await (const { text } of readRevisions(mirror, remote, commits.slice(-1))) {
          const read = await readRevision(text, from, reading);
          if (read.kind === "not-a-list") return { kind: "failed", reason: `${read.reason}.` };
          const { version, changes, learned } = read;
          const step = { revision: held.revision, files: version.files, changes, learned, mode };
          if (!(await store.commit(state.revision.sha, [step]))) break;
          await serve(held.revision, version);
          await store.saveHeld(null);
          return { kind: "released", step };
        }
      } catch (error) {
        return failedBy(error);
      }
      return { kind: "failed", reason: "The list changed in the meantime. Check the held revision again." };
    },
  };
}

export type Watcher = ReturnType<typeof createWatcher>;

/** @throws the error itself if it is not about the upstream */
function failedBy(error: unknown): { readonly kind: "failed"; readonly reason: string } {
  if (!(error instanceof UpstreamError)) throw error;
  return { kind: "failed", reason: error.message };
}
