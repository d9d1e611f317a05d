import { adoptIds } from "../catalogue/adopt-ids.js";
import type { KnownPaper, KnownPapers } from "../catalogue/known-paper.js";
import { inSlices } from "../reading/in-slices.js";
import type { AcceptedList, AcceptedRevision } from "../store/upstreams.js";
import { evaluateRevisions, type TextRevision } from "./evaluate-revisions.js";
import type { ListCommit } from "./list-commits.js";
import type { Mirror } from "./mirror.js";
import type { ListReading } from "./read-revision.js";
import type { Remote } from "./remote.js";
import { pastOf, readRevisions } from "./revisions-since.js";
import type { InTurn } from "./watcher.js";

/** The revisions before the one that was read first. They are in the mirror, and are not read yet. */
export interface FetchedPast {
  readonly commits: readonly ListCommit[];
}

interface PastDeps {
  readonly mirror: Mirror;
  readonly remote: Remote;
  readonly paths: readonly string[];
  readonly reading: ListReading;
  readonly store: {
    load(): Promise<AcceptedList | null>;
    /** As `commitPast` of the watcher's store. */
    commitPast(
      expected: string,
      steps: readonly AcceptedRevision[],
      learned: readonly KnownPaper[],
    ): Promise<boolean>;
  };
  /** What is known of the papers of the last accepted list. */
  readonly knownPapersOf: (list: AcceptedList) => Promise<KnownPapers>;
  readonly onLearned: (sha: string, knownPapers: KnownPapers) => void;
}

/**
 * The past of a list of which only the newest revision was read: earlier titles of its papers, papers that left it, and
 * when each was added. Nothing of it is announced. The mirror remembers for how long it is missing.
 */
export function createPast(deps: PastDeps) {
  const { mirror, remote, paths, reading, store } = deps;
  const { reader, list } = reading;
  // Its versions are beside those of the list itself.
  const past: ListReading = { ...reading, list: `${list} (past)`, sharedIds: () => null };

  /** Whether there is nothing to read, so that not every check has to ask git. */
  let isRead = false;

  /** Notes what is still to be read: the revisions before this commit, or none. */
  async function setFirst(sha: string | null): Promise<void> {
    await mirror.setPast(list, sha);
    isRead = sha === null;
  }

  return {
    setFirst,
    /** Null if there is none to read. @throws {UpstreamError} */
    async fetch(): Promise<FetchedPast | null> {
      const first = isRead ? null : await mirror.pastOf(list);
      isRead = first === null;
      return first === null ? null : { commits: await pastOf(mirror, paths, first) };
    },
    /**
     * Reads it; false, and nothing is kept, if it was interrupted or another process was first.
     *
     * @throws {UpstreamError}
     */
    async read({ commits }: FetchedPast, signal: AbortSignal, inTurn: InTurn): Promise<boolean> {
      try {
        const revisions = until(signal, readRevisions(mirror, remote, commits));
        const { steps, version } = await evaluateRevisions(revisions, null, past);
        if (signal.aborted) return false;
        return await inTurn(() => record(steps, version?.knownPapers ?? new Map()));
      } finally {
        if (!signal.aborted) await reader.forget(past.list);
      }
    },
  };

  async function record(steps: readonly AcceptedRevision[], papers: KnownPapers): Promise<boolean> {
    const state = await store.load();
    if (state === null) return false;
    const known = await deps.knownPapersOf(state);
    const changes = steps.map((step) => step.changes);
    const claimsOf = reading.sharedIds?.() ?? null;
    const adopted = await inSlices(adoptIds(papers, changes, known, claimsOf));
    const own = steps.map((step, index) => ({ ...step, changes: adopted.changes[index] ?? [] }));
    if (!(await store.commitPast(state.revision.sha, own, adopted.learned))) return false;
    const all = new Map(known);
    for (const each of adopted.learned) all.set(each.id, each);
    deps.onLearned(state.revision.sha, all);
    await setFirst(null);
    return true;
  }
}

async function* until(
  signal: AbortSignal,
  revisions: AsyncIterable<TextRevision>,
): AsyncGenerator<TextRevision> {
  for await (const revision of revisions) {
    if (signal.aborted) return;
    yield revision;
  }
}
