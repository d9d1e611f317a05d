import type { AnnounceMode } from "../catalogue/change.js";
import type { AcceptedRevision, HeldRevision } from "../store/upstreams.js";
import { createBackOff } from "./back-off.js";
import { combineSteps } from "./combine-steps.js";
import { evaluateRevisions, type RevisionProblem, type TextRevision } from "./evaluate-revisions.js";
import { createFetchDeadline } from "./fetch-deadline.js";
import { UpstreamError } from "./git.js";
import type { ListCommit } from "./list-commits.js";
import { createMirror, type MirrorDeps } from "./mirror.js";
import { createPast, type FetchedPast } from "./past.js";
import { type ListReading, readAhead, readRevision } from "./read-revision.js";
import {
  newestRevision,
  type RevisionsSince,
  readRevisions,
  revisionsSince,
  type StartPoint,
  startPointOf,
} from "./revisions-since.js";
import { createServing, type ServingDeps } from "./serving.js";
import type { WatchStore } from "./watch-store.js";

/** Limits of one check, in seconds. */
export interface CheckLimits {
  /** For everything that waits for the upstream. */
  readonly fetch: number;
  /** For reading what was fetched. After it only the newest revision is read. */
  readonly read: number;
}

/** Runs the part of a check that must not overlap with that of another list. */
export type InTurn = <Result>(task: () => Promise<Result>) => Promise<Result>;

export interface WatcherDeps extends MirrorDeps, Pick<ServingDeps, "onVersion" | "onLearned"> {
  /** The list's files in the upstream, in reading order, at least one. Moved files are followed. */
  readonly paths: readonly string[];
  readonly reading: ListReading;
  readonly store: WatchStore;
  /** For the operator: the first failure in a row, and null when a check succeeds again. */
  readonly onTrouble: (sentence: string | null) => void;
  /** For the operator: a revision that could not be read and was skipped; once for each. */
  readonly onSkipped?: (sentence: string) => void;
  /** Limits of a check. Default: none but git's own. */
  readonly limits?: CheckLimits;
  /** Ends what waits for git when it is aborted. */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface CheckOptions {
  readonly force?: boolean;
  /** Whether a list that was never read is read with its past, or the newest revision first. Default: with its past. */
  readonly past?: "now" | "later";
  /** Whether what is new counts as announced. Default: it is announced. */
  readonly isBaseline?: boolean;
  readonly inTurn?: InTurn;
}

const atOnce: InTurn = (task) => task();

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
 * A check first fetches, which can take long, and then reads and records in its turn, without network.
 *
 * Invariants: the served list is the last accepted one. The cursor moves in the transaction that writes the changes,
 * and only from where this process read it, so of two processes one announces. A failure changes neither.
 */
export function createWatcher(deps: WatcherDeps) {
  const { remote, paths, reading, store, limits, onSkipped = () => {} } = deps;
  const fetching = createFetchDeadline(deps.git, deps.signal);
  const mirror = createMirror({ ...deps, git: fetching.git });
  const { read, serve, restore, learn } = createServing(deps);
  /** The last head that needs no further work. */
  let doneHead: string | null = null;
  let running: Promise<CheckOutcome> | null = null;
  /** The commits that the operator was told of, as they could not be read. */
  const reported = new Set<string>();
  const backOff = createBackOff(deps);

  const report = (problems: readonly RevisionProblem[]): void => {
    for (const { sha, reason } of problems) {
      if (!reported.has(sha)) onSkipped(`${remote.name}: a revision is skipped: ${reason}`);
      reported.add(sha);
    }
  };

  // A past may be fetched during a check.
  const fetchingPast = createFetchDeadline(deps.git, deps.signal);
  const past = createPast({
    mirror: createMirror({ ...deps, git: fetchingPast.git }),
    remote,
    paths,
    reading,
    store,
    knownPapersOf: async (list) => (await restore(list)).knownPapers,
    onLearned: learn,
  });

  const checkOnce = async ({
    inTurn = atOnce,
    past: whenPast,
    isBaseline,
  }: CheckOptions): Promise<CheckOutcome> => {
    const found = await fetching.within(limits?.fetch, async () => {
      const { sha: head } = await mirror.head();
      if (head === doneHead) return null;
      const start = startPointOf(paths, await store.load());
      const isNewestOnly = start.sha === null && whenPast === "later";
      if (isNewestOnly)
        return { head, start, isNewestOnly, revisions: await newestRevision(mirror, paths, head) };
      const isDone = start.sha === head && !start.isOutdated;
      return {
        head,
        start,
        isNewestOnly,
        revisions: isDone ? null : await revisionsSince(mirror, start, head),
      };
    });
    if (found === null) return { kind: "unchanged" };
    const { head, start, isNewestOnly, revisions } = found;
    if (isNewestOnly) await past.setFirst(head);
    const outcome = await recordInTurn(inTurn, head, start, revisions, isBaseline);
    if (!isNewestOnly || outcome.kind !== "failed") return outcome;
    // An earlier revision may be one that can be read.
    await past.setFirst(null);
    const all = await fetching.within(limits?.fetch, () => revisionsSince(mirror, start, head));
    return recordInTurn(inTurn, head, start, all, isBaseline);
  };

  /** Where there is one new revision, as mostly, it is read while others have their turn. */
  const recordInTurn = async (
    inTurn: InTurn,
    head: string,
    start: StartPoint,
    found: RevisionsSince | null,
    isBaseline?: boolean,
  ): Promise<CheckOutcome> => {
    if (found?.commits.length !== 1) return await inTurn(() => record(head, start, found, isBaseline));
    const revisions = await collect(readRevisions(mirror, remote, found.commits));
    const aheads = revisions.map(({ text }) => readAhead(text, reading));
    try {
      return await inTurn(() => {
        for (const ahead of aheads) ahead?.stop();
        return record(head, start, { ...found, revisions }, isBaseline);
      });
    } finally {
      for (const ahead of aheads) ahead?.end();
    }
  };

  /** @param found with its texts, where they were loaded before */
  const record = async (
    head: string,
    start: StartPoint,
    found: (RevisionsSince & { readonly revisions?: readonly TextRevision[] }) | null,
    isBaseline = false,
  ): Promise<CheckOutcome> => {
    const state = await store.load();
    // Somebody else accepted a revision while this one was fetched.
    if ((state?.revision.sha ?? null) !== start.sha) return { kind: "overtaken" };
    const from = state && { sha: state.revision.sha, version: await restore(state) };
    if (found === null) {
      doneHead = head;
      return { kind: "unchanged" };
    }
    const { commits, rewritten } = found;
    const revisions = found.revisions ?? readRevisions(mirror, remote, commits, deadline(limits?.read));
    const evaluation = await evaluateRevisions(revisions, from, reading);
    const { version, held, problem } = evaluation;
    const combined = await combineSteps(evaluation, from?.version ?? null, reading);
    const steps = isBaseline ? combined.map((step) => ({ ...step, mode: "none" as const })) : combined;
    const last = steps.at(-1);
    if (last && version) {
      const served = await read(version);
      if (!(await store.commit(start.sha, steps, version.files, served.stored))) return { kind: "overtaken" };
      serve(last.revision, served);
    }
    report(evaluation.skipped);
    if (problem !== null) {
      reported.add(problem.sha);
      return { kind: "failed", reason: `${remote.name}: ${problem.reason}`, steps };
    }
    await store.saveHeld(held);
    // Another process may release a held revision, so the next check has to read the cursor again.
    if (held) return { kind: "held", held, steps };
    doneHead = head;
    reported.clear();
    return last ? { kind: "changed", steps, rewritten } : { kind: "unchanged" };
  };

  const checkWithBackOff = async (options: CheckOptions): Promise<CheckOutcome> => {
    const until = backOff.until();
    if (!options.force && until !== null) return { kind: "waiting", until };
    const outcome = await checkOnce(options).catch((error) => ({ ...failedBy(error), steps: [] }));
    backOff.record(outcome.kind === "failed" ? outcome.reason : null);
    return outcome;
  };

  const acceptHeld = async (
    held: HeldRevision,
    expected: string,
    commits: readonly ListCommit[],
    mode: AnnounceMode,
  ): Promise<ReleaseOutcome> => {
    const state = await store.load();
    for await (const { text } of readRevisions(mirror, remote, commits.slice(-1))) {
      if (state?.revision.sha !== expected) break;
      const next = await readRevision(text, await restore(state), reading);
      if (next.kind === "not-a-list") return { kind: "failed", reason: `${next.reason}.` };
      const { version, changes, learned } = next;
      const step = { revision: held.revision, changes, learned, mode };
      const served = await read(version);
      if (!(await store.commit(expected, [step], version.files, served.stored))) break;
      serve(held.revision, served);
      await store.saveHeld(null);
      return { kind: "released", step };
    }
    return { kind: "failed", reason: "The list changed in the meantime. Check the held revision again." };
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
    /**
     * Checks the upstream once. A call during a check returns that check. `force` ignores back-off; `inTurn`: by default
     * at once.
     */
    check(options: CheckOptions = {}) {
      running ??= checkWithBackOff(options).finally(() => {
        running = null;
      });
      return running;
    },
    /** Fetches the past that is still to be read; null if there is none, or it cannot be fetched now. */
    async fetchPast(): Promise<FetchedPast | null> {
      return await fetchingPast.within(limits?.fetch, past.fetch).catch(nullIfUpstream);
    },
    /** Reads it. What cannot be read now, or is interrupted, is read after a later check. */
    async readPast(fetched: FetchedPast, stop: AbortSignal, inTurn: InTurn = atOnce): Promise<void> {
      await past.read(fetched, stop, inTurn).catch(nullIfUpstream);
    },
    /** Accepts the held revision. @param inTurn default: at once */
    async release(mode: AnnounceMode, inTurn: InTurn = atOnce): Promise<ReleaseOutcome> {
      const [held, state] = [await store.loadHeld(), await store.load()];
      if (!held || !state) return { kind: "nothing-held" };
      try {
        const { commits } = await fetching.within(limits?.fetch, () =>
          revisionsSince(mirror, startPointOf(paths, state), held.revision.sha),
        );
        return await inTurn(() => acceptHeld(held, state.revision.sha, commits, mode));
      } catch (error) {
        return failedBy(error);
      }
    },
  };
}

export type Watcher = ReturnType<typeof createWatcher>;

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Milliseconds since 1970. */
function deadline(seconds = Number.POSITIVE_INFINITY): number {
  return Date.now() + seconds * 1000;
}

/** @throws the error itself if it is not about the upstream */
function failedBy(error: unknown): { readonly kind: "failed"; readonly reason: string } {
  if (!(error instanceof UpstreamError)) throw error;
  return { kind: "failed", reason: error.message };
}

/** @throws the error itself if it is not about the upstream */
function nullIfUpstream(error: unknown): null {
  failedBy(error);
  return null;
}
