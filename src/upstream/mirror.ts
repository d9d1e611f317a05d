import { setTimeout as sleep } from "node:timers/promises";
import { dateOfCommit } from "./commit-date.js";
import { type Git, type GitOptions, type GitResult, inRepository, outputOf, UpstreamError } from "./git.js";
import { prepareRepository } from "./prepare-repository.js";
import { branchProblem, type Remote } from "./remote.js";

/** The configured branch does not exist. */
export class NoBranchError extends UpstreamError {
  override readonly name = "NoBranchError";
  readonly defaultBranch: string;
  constructor(message: string, defaultBranch: string) {
    super(message);
    this.defaultBranch = defaultBranch;
  }
}

export interface MirrorDeps {
  readonly git: Git;
  readonly remote: Remote;
  /** Null follows the upstream's default branch, also when that is renamed. */
  readonly branch: string | null;
  /** A folder for this repository alone; created if missing, replaced if broken. */
  readonly gitDir: string;
}

const remoteName = "upstream";
const tipRef = "refs/paperboy/tip";
const fetchArgs = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
/** How git reports that another git process is writing to the same repository. */
const isLocked = /\.lock'|cannot lock ref/;
/** How long to wait for that process, in all and per retry. Stale locks are removed later. */
const maxLockWaitMs = 30_000;
const lockRetryMs = 300;
const seconds = 180;
/** Commits that the first fetch gets: the whole history would take too long. */
const firstFetchDepth = 500;

/**
 * A private copy of the upstream's commits and folders. File contents are fetched when they are read. Except for
 * `fetchBlobs` and `dateOf`, everything throws an `UpstreamError` if the upstream or the copy fails.
 */
export function createMirror({ git, remote, branch, gitDir }: MirrorDeps) {
  const options: GitOptions = {
    settings: {
      // The address may hold a token, so it is not in an argument or a file.
      [`remote.${remoteName}.url`]: remote.url,
      [`remote.${remoteName}.promisor`]: "true",
      [`remote.${remoteName}.partialclonefilter`]: "blob:none",
    },
    seconds,
  };
  const online = inRepository(git, gitDir, options);
  /** Without the settings above, as git would otherwise fetch a missing commit with all its history. */
  const offline = (...args: string[]): Promise<string | null> =>
    inRepository(
      git,
      gitDir,
    )(args).then(
      (output) => String(output).trim(),
      () => null,
    );
  /** Git fetches a known blob again if it is requested by name together with a new one. */
  const fetchedBlobs = new Set<string>();
  const prepare = async (): Promise<void> => {
    if (await prepareRepository(git, gitDir)) fetchedBlobs.clear();
  };
  const tryFetch = async (...args: string[]): Promise<GitResult> => {
    const until = Date.now() + maxLockWaitMs;
    for (;;) {
      const command = [`--git-dir=${gitDir}`, ...fetchArgs, "--filter=blob:none", ...args];
      const result = await git.run(command, options);
      // Lists of one repository share its mirror, and only one git process can fetch at a time.
      if (result.kind === "ok" || !isLocked.test(result.message) || Date.now() > until) return result;
      await sleep(lockRetryMs);
    }
  };
  const fetchTo = (sha: string, ...args: string[]) => tryFetch(...args, remoteName, `+${sha}:${tipRef}`);
  const has = async (commit: string): Promise<boolean> =>
    (await offline("rev-parse", "--quiet", "--verify", `${commit}^{commit}`)) !== null;
  /** Whether the mirror has this commit without its parents, as `fetchTip` leaves it. */
  const lacksHistory = async (sha: string): Promise<boolean> =>
    (await offline("rev-parse", "--is-shallow-repository")) === "true" &&
    (await offline("rev-list", "--count", "--max-count=2", sha)) === "1";
  /** Prepares the mirror for a fetch, and says of an error that it was one of fetching. */
  const fetching = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      await prepare();
      return await work();
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      throw new UpstreamError(`${remote.name} could not be fetched: ${error.message}`);
    }
  };

  return {
    /** Reads the mirror, and what is missing from the upstream. */
    git: online,
    /** One cheap request: which commit the branch is at. */
    async head() {
      const ref = branch === null ? "HEAD" : `refs/heads/${branch}`;
      await prepare();
      const output = await online(["ls-remote", "--symref", remoteName, ref, "HEAD"]).catch((error) => {
        throw new UpstreamError(`${remote.name} does not answer: ${error.message}`);
      });
      const lines = String(output).split("\n");
      const defaultBranch = lines
        .map((line) => /^ref: refs\/heads\/(\S+)\tHEAD$/.exec(line)?.[1])
        .find((name) => name !== undefined && branchProblem(name) === null);
      const sha = lines
        .map((line) => /^([0-9a-f]{40,64})\t(.+)$/.exec(line))
        .find((match) => match?.[2] === ref)?.[1];
      if (sha) return { sha, branch: branch ?? defaultBranch ?? "HEAD" };
      const problem =
        branch === null ? "is empty or not a git repository: it has no commit" : `has no branch ${branch}`;
      const message = `${remote.name} ${problem}.`;
      if (defaultBranch === undefined) throw new UpstreamError(message);
      const hint = `Its default branch is ${defaultBranch}: set the branch (UPSTREAM_BRANCH, or branch of the list) to it, or leave it out.`;
      throw new NoBranchError(`${message} ${hint}`, defaultBranch);
    },
    /**
     * Makes a commit and all commits since `known` readable. Null: the commit and a part of its history.
     *
     * @returns whether the history was rewritten: the commit does not descend from the known one, or that is gone.
     */
    fetch: (sha: string, known: string | null) =>
      fetching(async () => {
        // The known commit is needed to compare with. A server that no longer has it refuses it, which means that
        // the history was rewritten.
        const hasKnown =
          known !== null &&
          ((await has(known)) || (await tryFetch("--depth=1", remoteName, known)).kind === "ok");
        if (!(await has(sha))) {
          const depth = known === null ? firstFetchDepth : 1;
          outputOf(await (hasKnown ? fetchTo(sha) : fetchTo(sha, `--depth=${depth}`)));
        } else if (known === null && (await lacksHistory(sha))) {
          // A failure does not matter: the history is optional.
          await fetchTo(sha, `--depth=${firstFetchDepth}`);
        }
        if (known === null) return false;
        return !hasKnown || (await offline("merge-base", "--is-ancestor", known, sha)) === null;
      }),
    /** Makes one commit readable; in an empty mirror without its history. */
    fetchTip: (sha: string) =>
      fetching(async () => {
        if (await has(sha)) return;
        // In a mirror that watchers use, --depth would cut off the history that they need.
        outputOf(await ((await has(tipRef)) ? fetchTo(sha) : fetchTo(sha, "--depth=1")));
      }),
    /** Fetches the contents of many files in one request. Missing ones are fetched one by one later. */
    async fetchBlobs(oids: readonly string[]) {
      const missing = oids.filter((oid) => !fetchedBlobs.has(oid));
      if (missing.length < 2) return;
      const input = missing.map((oid) => `${oid}\n`).join("");
      const command = [`--git-dir=${gitDir}`, ...fetchArgs, "--stdin", remoteName];
      const result = await git.run(command, { ...options, input });
      if (result.kind === "ok") for (const oid of missing) fetchedBlobs.add(oid);
    },
    /** When a commit was made, ISO 8601; null if it does not say. */
    dateOf: (sha: string) => dateOfCommit(online, sha),
  };
}

export type Mirror = ReturnType<typeof createMirror>;
