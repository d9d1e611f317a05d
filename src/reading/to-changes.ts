import type { Change, ChangeKind } from "../catalogue/change.js";
import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Paper } from "../catalogue/paper.js";

/** A difference as changes, the most interesting kinds first. */
export function toChanges(difference: CatalogueDiff, papers: readonly Paper[]): readonly Change[] {
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
