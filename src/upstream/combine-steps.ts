import { isEdited } from "../catalogue/is-edited.js";
import type { Paper } from "../catalogue/paper.js";
import type { AcceptedRevision } from "../store/upstreams.js";
import type { Evaluation } from "./evaluate-revisions.js";
import type { AcceptedVersion } from "./read-revision.js";

const nothingCovered = { code: false, venue: false };

/**
 * The steps of one check, as they are announced. Together they are treated as one: if they add more papers than the
 * surge limit they are one digest, also where each of them is small. Changes that a later step took back are left out.
 */
export function combineSteps(
  { steps, version }: Pick<Evaluation, "steps" | "version">,
  from: AcceptedVersion | null,
  surge: number,
): readonly AcceptedRevision[] {
  if (from === null || version === null) return steps;
  const net = netChanges(steps, from.papers, version.accepted.papers);
  const added = net.flatMap(({ changes }) => changes.filter(({ kind }) => kind === "added"));
  if (added.length <= surge) return net;
  return net.map((step) => (step.mode === "announcements" ? { ...step, mode: "digest" } : step));
}

/**
 * The steps without changes that later steps took back: a paper that is in the list before and after all of them is not
 * removed, and one that is the same before and after is not edited.
 */
function netChanges(
  steps: readonly AcceptedRevision[],
  before: readonly Paper[],
  after: readonly Paper[],
): readonly AcceptedRevision[] {
  if (steps.length < 2) return steps;
  const [first, last] = [before, after].map((papers) => new Map(papers.map((paper) => [paper.id, paper])));
  const stands = (id: string) => {
    const [old, current] = [first?.get(id), last?.get(id)];
    return old && current ? { old, current } : null;
  };
  return steps.map((step) => ({
    ...step,
    changes: step.changes.filter(({ kind, paper }) => {
      const both = kind === "removed" || kind === "edited" ? stands(paper.id) : null;
      return both === null || (kind === "edited" && isEdited(both.old, both.current, nothingCovered));
    }),
  }));
}
