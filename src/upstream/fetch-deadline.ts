import type { Git } from "./git.js";
import { limitGit } from "./limit-git.js";

/** A git that has a deadline while something is fetched: it reads the mirror without one. */
export interface FetchDeadline {
  readonly git: Git;
  /** Runs the only work that fetches at a time. @param seconds for all of it; default: no limit */
  readonly within: <Result>(seconds: number | undefined, work: () => Promise<Result>) => Promise<Result>;
}

/** @param signal ends what waits for git when it is aborted */
export function createFetchDeadline(git: Git, signal: AbortSignal | undefined): FetchDeadline {
  let until = Number.POSITIVE_INFINITY;
  return {
    git: {
      askRefs: git.askRefs,
      run: (args, options) => limitGit(git, { until, ...(signal && { signal }) }).run(args, options),
    },
    async within(seconds = Number.POSITIVE_INFINITY, work) {
      until = Date.now() + seconds * 1000;
      try {
        return await work();
      } finally {
        until = Number.POSITIVE_INFINITY;
      }
    },
  };
}
