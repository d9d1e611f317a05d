import { setImmediate as yieldToLoop } from "node:timers/promises";
import type { Change, ChangeKind } from "../catalogue/change.js";
import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Catalogue, Paper } from "../catalogue/paper.js";
import type { AcceptedRevision, HeldRevision } from "../store/upstreams.js";
import type { ListCommit } from "./list-commits.js";
import { type AcceptedVersion, type Reader, readRevision } from "./read-revision.js";
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
  readonly version: { readonly accepted: AcceptedVersion; readonly catalogue: Catalogue } | null;
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
 * announced. The same goes for the last accepted revision itself, which is read again after other files were configured.
 *
 * A held or unreadable revision is skipped. If a later one fixes it, nothing is held any more, and all changes since
 * the last good revision are announced as changes of the later one.
 */
export async function evaluateRevisions(
  revisions: AsyncIterable<TextRevision>,
  from: (AcceptedVersion & { readonly sha: string }) | null,
  reader: Reader,
): Promise<Evaluation> {
  const steps: AcceptedRevision[] = [];
  let version: Evaluation["version"] = null;
  let held: HeldRevision | null = null;
  let problem: RevisionProblem | null = null;
  const skipped: RevisionProblem[] = [];
  for await (const { commit, url, text } of revisions) {
    // Parsing blocks, and a first check reads a hundred revisions: let pending interactions run in between.
    await yieldToLoop();
    const revision = { sha: commit.sha, date: commit.date, url };
    const before = version?.accepted ?? from;
    const isAgain = commit.sha === from?.sha;
    const isPast = from === null || isAgain;
    const reading = readRevision(text, before, reader);
    held = null;
    if (problem !== null) skipped.push(problem);
    problem = null;
    if (reading.kind === "not-a-list") {
      problem = { sha: commit.sha, reason: `${reading.reason} (commit ${commit.sha.slice(0, 10)}).` };
      continue;
    }
    const { difference, catalogue, files, heldReason } = reading;
    if (heldReason !== null && !isPast) {
      const { added, removed } = difference;
      held = { revision, reason: heldReason, added: added.length, removed: removed.length };
      continue;
    }
    steps.push({
      revision,
      files,
      changes: before && !isAgain ? toChanges(difference, before) : [],
      learned: difference.learned,
      mode: isPast ? "none" : "announcements",
    });
    version = { accepted: { papers: difference.papers, knownPapers: difference.knownPapers }, catalogue };
  }
  return { steps, version, held, problem, skipped };
}

/** A difference as changes, the most interesting kinds first. */
export function toChanges(difference: CatalogueDiff, { papers }: AcceptedVersion): Change[] {
  const papersBefore = new Map(papers.map((paper) => [paper.id, paper]));
  const change =
    (kind: ChangeKind) =>
    (paper: Paper): Change => ({ kind, paper, before: papersBefore.get(paper.id) ?? null });
  return [
    ...difference.added.map(change("added")),
    ...difference.codeReleased.map(change("code-released")),
    ...difference.accepted.map(change("accepted")),
    ...difference.edited.map(({ after }) => change("edited")(after)),
    ...difference.removed.map(change("removed")),
  ];
}
