import { setImmediate as turnOfOthers } from "node:timers/promises";
import type { Change, ChangeKind } from "../catalogue/change.js";
import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Catalogue, Paper } from "../catalogue/paper.js";
import type { Touch } from "./history.js";
import { type Accepted, type Reader, readRevision } from "./read-revision.js";
import type { RevisionText } from "./revision-text.js";
import type { Held, Step } from "./watch-store.js";

/** A revision of the list with its text. */
export interface TextRevision {
  readonly touch: Touch;
  readonly url: string | null;
  readonly text: RevisionText;
}

/** What came of a row of revisions. */
export interface Walk {
  /** The revisions to accept, oldest first. */
  readonly steps: readonly Step[];
  /** The list after the last of the steps; null where there is none. */
  readonly version: { readonly accepted: Accepted; readonly catalogue: Catalogue } | null;
  /** Set where the newest revision waits for the operator. */
  readonly held: Held | null;
  /** Why the newest revision can not be read, as one sentence. */
  readonly problem: string | null;
}

/**
 * Goes through revisions, oldest first, each compared with the last one that was accepted.
 *
 * With nothing to begin `from` they are the past: they are accepted as they are and told to nobody, but known. So is
 * the last accepted one itself, which is read again where other files are configured than it was read with.
 *
 * A revision that is held, or is no list, is passed over. So where a later one puts it right nothing is held any
 * more, and all that happened since the last good one is told as the changes of that later revision.
 */
export async function walk(
  revisions: AsyncIterable<TextRevision>,
  from: (Accepted & { readonly sha: string }) | null,
  reader: Reader,
): Promise<Walk> {
  const steps: Step[] = [];
  let version: Walk["version"] = null;
  let held: Held | null = null;
  let problem: string | null = null;
  for await (const { touch, url, text } of revisions) {
    // A revision takes a while to read, and a first sight has a hundred: whoever waits for an answer gets their turn.
    await turnOfOthers();
    const revision = { sha: touch.sha, date: touch.date, url };
    const before = version?.accepted ?? from;
    const isAgain = touch.sha === from?.sha;
    const isPast = from === null || isAgain;
    const reading = readRevision(text, before, reader);
    held = null;
    problem = null;
    if (reading.kind === "not-a-list") {
      problem = `${reading.reason} (commit ${touch.sha.slice(0, 10)}).`;
      continue;
    }
    const { difference, catalogue, files } = reading;
    if (reading.kind === "held" && !isPast) {
      const { added, removed } = difference;
      held = { revision, reason: reading.reason, added: added.length, removed: removed.length };
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
  return { steps, version, held, problem };
}

/** A difference as changes, in the order in which people care for them. */
export function toChanges(difference: CatalogueDiff, { papers }: Accepted): Change[] {
  const was = new Map(papers.map((paper) => [paper.id, paper]));
  const change =
    (kind: ChangeKind) =>
    (paper: Paper): Change => ({ kind, paper, before: was.get(paper.id) ?? null });
  return [
    ...difference.added.map(change("added")),
    ...difference.codeReleased.map(change("code-released")),
    ...difference.accepted.map(change("accepted")),
    ...difference.edited.map(({ after }) => change("edited")(after)),
    ...difference.removed.map(change("removed")),
  ];
}
