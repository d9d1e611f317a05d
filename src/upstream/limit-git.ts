import { devNull } from "node:os";
import { defaultSeconds, type Git, type GitDeps } from "./git.js";

/** Limits for all commands on one repository together. */
export interface GitLimits {
  /** Deadline in milliseconds since 1970: a running command is stopped, and none is started after it. */
  readonly until?: number;
  /** The maximal size of the repository. */
  readonly folder?: { readonly path: string; readonly maxBytes: number };
  /** Address space of each git process, if the system can limit it. */
  readonly maxMemoryBytes?: number;
  /** Ends a running command when it is aborted, and none is started after it. */
  readonly signal?: AbortSignal;
}

/** Of one untrusted repository on this disk. */
export const maxMirrorBytes = 200 * 1000 * 1000;

/** Limits for a repository that was not named by the operator, with its mirror in `gitDir`. */
export function untrustedLimits(gitDir: string) {
  return {
    folder: { path: gitDir, maxBytes: maxMirrorBytes },
    // Enough for git to map a mirror of that size into memory; a tree bomb needs more.
    maxMemoryBytes: 1024 * 1024 * 1024,
  } satisfies GitLimits;
}

/**
 * The environment of git for such a repository. HOME is /dev/null (not a folder), so git does not read the operator's
 * passwords in `.netrc`, which could open private repositories.
 */
export function untrustedEnvironment(environment: GitDeps["environment"]): GitDeps["environment"] {
  return { ...environment, HOME: devNull, USERPROFILE: devNull, SSH_AUTH_SOCK: undefined };
}

/** The same git within limits, for untrusted repositories. */
export function limitGit(git: Git, { until = Number.POSITIVE_INFINITY, ...limits }: GitLimits): Git {
  return {
    askRefs: git.askRefs,
    async run(args, options = {}) {
      const left = (until - Date.now()) / 1000;
      if (left <= 0) return { kind: "failed", status: null, message: "git had no time left." };
      if (limits.signal?.aborted) return { kind: "failed", status: null, message: "git was stopped." };
      const seconds = Math.min(options.seconds ?? defaultSeconds, left);
      return git.run(args, { ...options, ...limits, seconds });
    },
  };
}
