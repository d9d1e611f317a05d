import type { AnnounceMode } from "../catalogue/change.js";
import type { KnownPapers } from "../catalogue/known-paper.js";
import type { AcceptedRevision, HeldRevision } from "../store/upstreams.js";
import { createCurrentVersion, type ListVersion } from "./current-version.js";
import { evaluateRevisions, toChanges } from "./evaluate-revisions.js";
import { createFailingStreak } from "./failing-streak.js";
import { type Reader, readRevision } from "./read-revision.js";
import { readRevisions, revisionsSince, type UpstreamDeps } from "./revisions-since.js";
import { startPointOf } from "./start-point.js";
import type { WatchStore } from "./watch-store.js";

export interface WatcherDeps extends UpstreamDeps {
  /** The list's files in the upstream, in reading order, at least one. Moved files are followed. */
  readonly paths: readonly string[];
  readonly reader: Reader;
  readonly store: WatchStore;
  /** Called with each new version to serve, and with all known papers. */
  readonly onVersion: (version: ListVersion, knownPapers: KnownPapers) => void;
  /** For the operator: the first failure in a row, and null when a check succeeds again. */
  readonly onTrouble: (sentence: string | null) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

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

export interface Watcher {
  /** Serves the last accepted list from the store, without network; false if there is none yet. */
  restore(): Promise<boolean>;
  /** Checks the upstream once. A call during a check returns that check. `force` ignores back-off. */
  check(options?: { readonly force?: boolean }): Promise<CheckOutcome>;
  /** Accepts the held revision. */
  release(mode: AnnounceMode): Promise<ReleaseOutcome>;
}

/**
 * Watches the list of one upstream.
 *
 * Invariants: the served list is the last accepted one. The cursor moves in the transaction that writes the changes,
 * and only from where this process read it, so of two processes one announces. A failure changes neither.
 */
export function createWatcher(deps: WatcherDeps): Watcher {
  const { mirror, remote, paths, reader, store, now } = deps;
  const streak = createFailingStreak(now);
  const current = createCurrentVersion(reader, deps.onVersion);
  /** The last head that needs no further work. */
  let doneHead: string | null = null;
  let running: Promise<CheckOutcome> | null = null;

  const checkOnce = async (): Promise<CheckOutcome> => {
    const head = await mirror.head();
    if (head.kind === "failed") return { kind: "failed", reason: head.message, steps: [] };
    if (head.sha === doneHead) return { kind: "unchanged" };
    const state = await store.load();
    const from = state && { ...current.restore(state), sha: state.revision.sha };
    const start = startPointOf(paths, state);
    if (start.sha === head.sha && !start.isOutdated) {
      doneHead = head.sha;
      return { kind: "unchanged" };
    }
    const since = await revisionsSince(deps, start, head.sha);
    if (since.kind === "failed") return { kind: "failed", reason: since.message, steps: [] };
    const revisions = readRevisions(deps, since.commits);
    const { steps, version, held, problem } = await evaluateRevisions(revisions, from, reader);
    const last = steps.at(-1);
    if (last && version) {
      if (!(await store.commit(start.sha, steps))) return { kind: "overtaken" };
      current.replace({ ...last, catalogue: version.catalogue }, version.accepted);
    }
    if (problem !== null) return { kind: "failed", reason: `${remote.name}: ${problem}`, steps };
    await store.saveHeld(held);
    // Another process may release a held revision, so the next check has to read the cursor again.
    if (held) return { kind: "held", held, steps };
    doneHead = head.sha;
    return last ? { kind: "changed", steps, rewritten: since.rewritten } : { kind: "unchanged" };
  };

  const checkWithBackOff = async (force: boolean): Promise<CheckOutcome> => {
    if (!force && streak.until !== null && now() < streak.until) {
      return { kind: "waiting", until: streak.until };
    }
    const outcome = await checkOnce();
    if (outcome.kind === "failed") {
      if (streak.fail()) deps.onTrouble(outcome.reason);
    } else if (streak.succeed()) deps.onTrouble(null);
    return outcome;
  };

  return {
    async restore() {
      const state = await store.load();
      if (state) current.restore(state);
      return state !== null;
    },
    check({ force = false } = {}) {
      running ??= checkWithBackOff(force).finally(() => {
        running = null;
      });
      return running;
    },
    async release(mode) {
      const [held, state] = [await store.loadHeld(), await store.load()];
      if (!held || !state) return { kind: "nothing-held" };
      const from = current.restore(state);
      const since = await revisionsSince(deps, startPointOf(paths, state), held.revision.sha);
      if (since.kind === "failed") return { kind: "failed", reason: since.message };
      for await (const { text } of readRevisions(deps, since.commits.slice(-1))) {
        const reading = readRevision(text, from, reader);
        if (reading.kind === "not-a-list") return { kind: "failed", reason: `${reading.reason}.` };
        const { files, catalogue, difference } = reading;
        const { learned, papers, knownPapers } = difference;
        const changes = toChanges(difference, from);
        const step = { revision: held.revision, files, changes, learned, mode };
        if (!(await store.commit(state.revision.sha, [step]))) break;
        current.replace({ ...step, catalogue }, { papers, knownPapers });
        await store.saveHeld(null);
        return { kind: "released", step };
      }
      return { kind: "failed", reason: "The list changed in the meantime. Check the held revision again." };
    },
  };
}
