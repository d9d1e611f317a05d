import type { Revision } from "./change.js";

/** When a revision was committed, in milliseconds since 1970; null if it does not say. */
export function revisionTime({ date }: Pick<Revision, "date">): number | null {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? null : time;
}

/** When a recorded change was committed; when it was recorded, if its commit does not say or is dated later than that. */
export function changeTime({
  revision,
  recordedAt,
}: {
  readonly revision: Pick<Revision, "date">;
  readonly recordedAt: number;
}): number {
  return Math.min(revisionTime(revision) ?? recordedAt, recordedAt);
}
