import type { Version } from "../reading/reader.js";
import type { AcceptedRevision, HeldRevision } from "../store/upstreams.js";
import type { ListCommit } from "./list-commits.js";
import { type ListReading, readRevision } from "./read-revision.js";
import type { RevisionText } from "./read-texts.js";

/** A revision of the list with its text. */
export interface TextRevision {
  readonly commit: ListCommit;
  readonly url: string | null;
  readonly text: RevisionText;
}

export interface Evaluation {
  /** The revisions to accept, oldest first. */
  readonly steps: readonly AcceptedRevision[];
  /** The list after the last step; null if there are none. */
  readonly version: Version | null;
  /** Set if the newest revision is held. */
  readonly held: HeldRevision | null;
  /** Why the newest revision cannot be read. */
  readonly problem: RevisionProblem | null;
  /** Earlier revisions that could not be read, oldest first. */
  readonly skipped: readonly RevisionProblem[];
}

/** A revision that cannot be read. */
export interface RevisionProblem {
  readonly sha: string;
  /** One sentence. */
  readonly reason: string;
}

/**
 * Compares each revision, oldest first, with the last accepted one.
 *
 * With `from` null (the first check) revisions are accepted as the past: their papers become known, but nothing is
 * announced. The same goes for the last accepted revision itself, which is read again after other files were configured,
 * and for the first papers of a list that never had one: it was empty, or misread.
 *
 * A held or unreadable revision is skipped. If a later one fixes it, nothing is held any more, and all changes since
 * the last good revision are announced as changes of the later one.
 */
export async function evaluateRevisions(
  revisions: AsyncIterable<TextRevision> | Iterable<TextRevision>,
  from: { readonly sha: string; readonly version: Version } | null,
  reading: ListReading,
): Promise<Evaluation> {
  const steps: AcceptedRevision[] = [];
  let version: Version | null = null;
  let held: HeldRevision | null = null;
  let problem: RevisionProblem | null = null;
  const skipped: RevisionProblem[] = [];
  for await (const { commit, url, text } of revisions) {
    const revision = { sha: commit.sha, date: commit.date, url };
    const before = version ?? from?.version ?? null;
    const isAgain = commit.sha === from?.sha;
    const isFirst = isAgain || (from !== null && before?.knownPapers.size === 0);
    const isPast = from === null || isFirst;
    const read = await readRevision(text, before, reading);
    held = null;
    if (problem !== null) skipped.push(problem);
    problem = null;
    if (read.kind === "not-a-list") {
      problem = { sha: commit.sha, reason: `${read.reason} (commit ${commit.sha.slice(0, 10)}).` };
      continue;
    }
    const { changes, learned, added, removed, heldReason } = read;
    if (heldReason !== null && !isPast) {
      held = { revision, reason: heldReason, added, removed };
      continue;
    }
    steps.push({
      revision,
      changes: isFirst ? [] : changes,
      learned,
      mode: isPast ? "none" : "announcements",
    });
    version = read.version;
  }
  return { steps, version, held, problem, skipped };
}
