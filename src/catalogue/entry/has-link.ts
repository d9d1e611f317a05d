import type { Run } from "../source/block.js";

/** Whether a text leads anywhere else than to another place in it. */
export function hasLink(runs: readonly Run[]): boolean {
  return runs.some((run) => run.kind === "link" && !run.url.startsWith("#"));
}

/** Whether it has a link that is no picture. */
export function hasLabelledLink(runs: readonly Run[]): boolean {
  return runs.some((run) => run.kind === "link" && /^https?:/.test(run.url) && run.picture === null);
}
