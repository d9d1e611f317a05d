import { isDeepStrictEqual } from "node:util";
import type { KnownPapers } from "../catalogue/known-paper.js";
import { currentPaths } from "./current-paths.js";
import { createFailingStreak } from "./failing-streak.js";
import { type Reader, readRevision } from "./read-revision.js";
import { type Cursor, readRevisions, revisionsSince, type UpstreamDeps } from "./revisions-since.js";
import { createServedList, type ListVersion } from "./served-list.js";
import { toChanges, walk } from "./walk.js";
import type { AnnounceMode, Held, Step, WatchState, WatchStore } from "./watch-store.js";

export interface WatcherDeps extends UpstreamDeps {
  /** Where the list's files are in the upstream, until they move. One or more, in the order in which they are read. */
  readonly paths: readonly string[];
  readonly reader: Reader;
  readonly store: WatchStore;
  /** Called with the list that is to be served from now on, and with all that is known of its papers. */
  readonly onVersion: (version: ListVersion, memory: KnownPapers) => void;
  /** For the operator: what went wrong, once however long it lasts, and `null` when it is over. */
  readonly onTrouble: (sentence: string | null) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What came of one look at the upstream. */
export type CheckOutcome =
  | { readonly kind: "unchanged" }
  /** Revisions were accepted; where the history was rewritten all that happened is one. */
  | { readonly kind: "changed"; readonly steps: readonly Step[]; readonly rewritten: boolean }
  /** The newest revision waits for the operator. Those before it were accepted. */
  | { readonly kind: "held"; readonly held: Held; readonly steps: readonly Step[] }
  /** The last good list goes on. Revisions before the bad one were accepted. */
  | { readonly kind: "failed"; readonly reason: string; readonly steps: readonly Step[] }
  /** It failed lately; before `until`, milliseconds since 1970, only a forced check tries again. */
  | { readonly kind: "waiting"; readonly until: number }
  /** Another process accepted the same revisions first, and tells them. */
  | { readonly kind: "overtaken" };

export type ReleaseOutcome =
  | { readonly kind: "released"; readonly step: Step }
  | { readonly kind: "nothing-held" }
  | { readonly kind: "failed"; readonly reason: string };

export interface Watcher {
  /** Serves the last accepted list from the store, without network; false where there is none yet. */
  restore(): Promise<boolean>;
  /** Looks once. Two calls at a time are one look. */
  check(options?: { readonly force?: boolean }): Promise<CheckOutcome>;
  /** Accepts the revision that is held: told as announcements, as one digest, or not at all. */
  release(mode: AnnounceMode): Promise<ReleaseOutcome>;
}

/**
 * Watches the list of one upstream.
 *
 * What always holds: the list that is served is the last accepted one. The cursor moves in the transaction that writes
 * what is to be told, and only from where this process saw it, so of two processes one tells. Whatever goes wrong
 * leaves both where they are.
 */
export function createWatcher(deps: WatcherDeps): Watcher {
  const { mirror, remote, reader, store, now } = deps;
  const streak = createFailingStreak(now);
  const served = createServedList(reader, deps.onVersion);
  /** The tip that was dealt with for good: while the branch stays at it there is nothing to do. */
  let seen: string | null = null;
  let running: Promise<CheckOutcome> | null = null;

  const cursorOf = (state: WatchState | null): Cursor => {
    const paths = currentPaths(deps.paths, state?.files ?? []);
    const known = state?.files.map(({ path }) => path) ?? paths;
    return { sha: state?.revision.sha ?? null, paths, isOutdated: !isDeepStrictEqual(paths, known) };
  };

  const look = async (): Promise<CheckOutcome> => {
    const head = await mirror.head();
    if (head.kind === "failed") return { kind: "failed", reason: head.message, steps: [] };
    if (head.sha === seen) return { kind: "unchanged" };
    const state = await store.load();
    const from = state && { ...served.restore(state), sha: state.revision.sha };
    const cursor = cursorOf(state);
    if (cursor.sha === head.sha && !cursor.isOutdated) {
      seen = head.sha;
      return { kind: "unchanged" };
    }
    const since = await revisionsSince(deps, cursor, head.sha);
    if (since.kind === "failed") return { kind: "failed", reason: since.message, steps: [] };
    const { steps, version, held, problem } = await walk(readRevisions(deps, since.touches), from, reader);
    const last = steps.at(-1);
    if (last && version) {
      if (!(await store.commit(cursor.sha, steps))) return { kind: "overtaken" };
      served.replace({ ...last, catalogue: version.catalogue }, version.accepted);
    }
    if (problem !== null) return { kind: "failed", reason: `${remote.name}: ${problem}`, steps };
    await store.saveHeld(held);
    // While something is held it may be released by another process, so the cursor is looked at each time.
    if (held) return { kind: "held", held, steps };
    seen = head.sha;
    return last ? { kind: "changed", steps, rewritten: since.rewritten } : { kind: "unchanged" };
  };

  const checkOnce = async (force: boolean): Promise<CheckOutcome> => {
    if (!force && streak.until !== null && now() < streak.until) {
      return { kind: "waiting", until: streak.until };
    }
    const outcome = await look();
    if (outcome.kind === "failed") {
      if (streak.fail()) deps.onTrouble(outcome.reason);
    } else if (streak.succeed()) deps.onTrouble(null);
    return outcome;
  };

  return {
    async restore() {
      const state = await store.load();
      if (state) served.restore(state);
      return state !== null;
    },
    check({ force = false } = {}) {
      running ??= checkOnce(force).finally(() => {
        running = null;
      });
      return running;
    },
    async release(mode) {
      const [held, state] = [await store.loadHeld(), await store.load()];
      if (!held || !state) return { kind: "nothing-held" };
      const from = served.restore(state);
      const cursor = cursorOf(state);
      const since = await revisionsSince(deps, cursor, held.revision.sha);
      if (since.kind === "failed") return { kind: "failed", reason: since.message };
      for await (const { text } of readRevisions(deps, since.touches.slice(-1))) {
        const reading = readRevision(text, from, reader);
        if (reading.kind === "not-a-list") return { kind: "failed", reason: `${reading.reason}.` };
        const { files, catalogue, difference } = reading;
        const { learned, papers, knownPapers: memory } = difference;
        const changes = toChanges(difference, from);
        const step = { revision: held.revision, files, changes, learned, mode };
        if (!(await store.commit(cursor.sha, [step]))) break;
        served.replace({ ...step, catalogue }, { papers, knownPapers: memory });
        await store.saveHeld(null);
        return { kind: "released", step };
      }
      return { kind: "failed", reason: "The list changed in the meantime. Look at what is held now." };
    },
  };
}
