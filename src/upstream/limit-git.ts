import { devNull } from "node:os";
import { defaultSeconds, type Git } from "./git.js";

/** A folder with nothing in it, not even where somebody would like to put something. */
const nowhere = devNull;

/** What all commands on one repository may use together, however many they are. */
export interface GitLimits {
  /** Milliseconds since 1970: whatever runs then is stopped, and nothing is started after. */
  readonly until?: number;
  /** The repository may not grow beyond that, nor may git take so much memory. */
  readonly folder?: { readonly path: string; readonly maxBytes: number };
  /** Address space of each process of git, where the system can limit it. */
  readonly maxMemoryBytes?: number;
}

/** What a repository gets that somebody named who is not the operator, where its mirror is in `gitDir`. */
export function limitsForStrangers(gitDir: string): Required<Pick<GitLimits, "folder" | "maxMemoryBytes">> {
  return {
    folder: { path: gitDir, maxBytes: 200 * 1000 * 1000 },
    // A git that maps a mirror of that size into memory still has enough; trees that were made to explode want all.
    maxMemoryBytes: 1024 * 1024 * 1024,
  };
}

/**
 * What git is given for such a repository: nothing of the operator's home, where their passwords are (`.netrc`), and
 * with them what only they may read.
 */
export function environmentForStrangers<Variables extends Readonly<Record<string, string | undefined>>>(
  environment: Variables,
): Variables & { readonly HOME: string; readonly USERPROFILE: string } {
  return { ...environment, HOME: nowhere, USERPROFILE: nowhere };
}

/** The same git within limits: for repositories of people who are not trusted. */
export function limitGit(git: Git, { until = Number.POSITIVE_INFINITY, ...limits }: GitLimits): Git {
  return {
    async run(args, options = {}) {
      const left = (until - Date.now()) / 1000;
      if (left <= 0) return { kind: "failed", status: null, message: "git had no time left." };
      const seconds = Math.min(options.seconds ?? defaultSeconds, left);
      return git.run(args, { ...options, ...limits, seconds });
    },
  };
}
