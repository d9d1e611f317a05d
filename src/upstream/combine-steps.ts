import { isEdited } from "../catalogue/is-edited.js";
import type { Paper } from "../catalogue/paper.js";
import type { Version } from "../reading/reader.js";
import type { AcceptedRevision } from "../store/upstreams.js";
import type { Evaluation } from "./evaluate-revisions.js";
import { catalogueOf, type ListReading } from "./read-revision.js";

const nothingCovered = { code: false, venue: false };

/**
 * The steps of one check, as they are announced. Together they are treated as one: if they add more papers than the
 * surge limit they are one digest, also where each of them is small. Changes that a later step took back are left out.
 *
 * @throws {UpstreamError} if the list cannot be read
 */
export async function combineSteps(
  { steps, version }: Pick<Evaluation, "steps" | "version">,
  from: Version | null,
  reading: ListReading,
): Promise<readonly AcceptedRevision[]> {
  if (from === null || version === null) return steps;
  const net = await netSteps(steps, from, version, reading);
  const added = net.flatMap(({ changes }) => changes.filter(({ kind }) => kind === "added"));
  if (added.length <= reading.surge) return net;
  return net.map((step) => (step.mode === "announcements" ? { ...step, mode: "digest" } : step));
}

async function netSteps(
  steps: readonly AcceptedRevision[],
  from: Version,
  to: Version,
  reading: ListReading,
): Promise<readonly AcceptedRevision[]> {
  const canBeTakenBack = steps.some(({ changes }) =>
    changes.some(({ kind }) => kind === "removed" || kind === "edited"),
  );
  if (steps.length < 2 || !canBeTakenBack) return steps;
  const [before, after] = [await catalogueOf(reading, from), await catalogueOf(reading, to)];
  return netChanges(steps, before.papers, after.papers);
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
