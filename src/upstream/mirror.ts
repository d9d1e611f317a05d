import { setTimeout as sleep } from "node:timers/promises";
import type { Git, GitOptions, GitResult } from "./git.js";
import { type Prepared, prepareRepository } from "./prepare-repository.js";
import { branchProblem, type Remote } from "./remote.js";

/** The head of the upstream's branch. */
export type HeadOutcome =
  | { readonly kind: "head"; readonly sha: string; readonly branch: string }
  | {
      readonly kind: "failed";
      readonly message: string;
      /** Set if the configured branch does not exist. */
      readonly defaultBranch?: string;
    };

export type FetchOutcome =
  /** The commit can be read. `rewritten`: it does not descend from the known commit, or that one is gone. */
  | { readonly kind: "fetched"; readonly rewritten: boolean }
  | { readonly kind: "failed"; readonly message: string };

/** A private copy of the upstream's commits and folders. File contents are fetched when they are read. */
export interface Mirror {
  readonly gitDir: string;
  /** What every git command on the mirror needs to reach the upstream. */
  readonly options: GitOptions;
  /** One cheap request: which commit the branch is at. */
  head(): Promise<HeadOutcome>;
  /** Makes a commit and all commits since `known` readable. Null: the commit and a part of its history. */
  fetch(sha: string, known: string | null): Promise<FetchOutcome>;
  /** Makes one commit readable; in an empty mirror without its history. */
  fetchTip(sha: string): Promise<FetchOutcome>;
  /** Fetches the contents of many files in one request. Missing ones are fetched one by one later. */
  fetchBlobs(oids: readonly string[]): Promise<void>;
  /** When a commit was made, ISO 8601. */
  dateOf(sha: string): Promise<string>;
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
/** How git reports that another git process is writing to the same repository. */
const isLocked = /\.lock'|cannot lock ref/;
/** How long to wait for that process, in all and per retry. Stale locks are removed later. */
const maxLockWaitMs = 30_000;
const lockRetryMs = 300;
const seconds = 180;
/** Commits that the first fetch gets: the whole history would take too long. */
const firstFetchDepth = 500;

export function createMirror({ git, remote, branch, gitDir }: MirrorDeps): Mirror {
  const options: GitOptions = {
    settings: {
      // The address may hold a token, so it is not in an argument or a file.
      [`remote.${remoteName}.url`]: remote.url,
      [`remote.${remoteName}.promisor`]: "true",
      [`remote.${remoteName}.partialclonefilter`]: "blob:none",
    },
    seconds,
  };
  /** Git fetches a known blob again if it is requested by name together with a new one. */
  const fetchedBlobs = new Set<string>();
  const run = (...args: string[]): Promise<GitResult> => git.run([`--git-dir=${gitDir}`, ...args], options);
  const fetch = async (...args: string[]): Promise<GitResult> => {
    const until = Date.now() + maxLockWaitMs;
    for (;;) {
      const result = await run(
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--filter=blob:none",
        ...args,
      );
      // Lists of one repository share its mirror, and only one git process can fetch at a time.
      if (result.kind === "ok" || !isLocked.test(result.message) || Date.now() > until) return result;
      await sleep(lockRetryMs);
    }
  };
  /** Without the settings above, as git would otherwise fetch a missing commit with all its history. */
  const runOffline = async (...args: string[]): Promise<string | null> => {
    const result = await git.run([`--git-dir=${gitDir}`, ...args]);
    return result.kind === "ok" ? result.output.toString("utf8").trim() : null;
  };
  const has = async (commit: string): Promise<boolean> =>
    (await runOffline("rev-parse", "--quiet", "--verify", `${commit}^{commit}`)) !== null;
  /** Whether the mirror has this commit without its parents, as `fetchTip` leaves it. */
  const lacksHistory = async (sha: string): Promise<boolean> =>
    (await runOffline("rev-parse", "--is-shallow-repository")) === "true" &&
    (await runOffline("rev-list", "--count", "--max-count=2", sha)) === "1";
  const fetchTo = (sha: string, ...args: string[]): Promise<GitResult> =>
    fetch(...args, remoteName, `+${sha}:${tipRef}`);

  const prepare = async (): Promise<Prepared> => {
    const prepared = await prepareRepository(git, gitDir);
    if (prepared.kind === "ready" && prepared.isNew) fetchedBlobs.clear();
    return prepared;
  };

  return {
    gitDir,
    options,
    async head() {
      const ref = branch === null ? "HEAD" : `refs/heads/${branch}`;
      const prepared = await prepare();
      if (prepared.kind === "failed") return prepared;
      const result = await run("ls-remote", "--symref", remoteName, ref, "HEAD");
      if (result.kind === "failed")
        return { kind: "failed", message: `${remote.name} does not answer: ${result.message}` };
      const lines = result.output.toString("utf8").split("\n");
      const defaultBranch = lines
        .map((line) => /^ref: refs\/heads\/(\S+)\tHEAD$/.exec(line)?.[1])
        .find((name) => name !== undefined && branchProblem(name) === null);
      const sha = lines
        .map((line) => /^([0-9a-f]{40,64})\t(.+)$/.exec(line))
        .find((match) => match?.[2] === ref)?.[1];
      if (sha) return { kind: "head", sha, branch: branch ?? defaultBranch ?? "HEAD" };
      const hint = defaultBranch
        ? ` Its default branch is ${defaultBranch}: set the branch (UPSTREAM_BRANCH, or branch of the list) to it, or leave it out.`
        : "";
      const problem =
        branch === null ? "is empty or not a git repository: it has no commit" : `has no branch ${branch}`;
      const message = `${remote.name} ${problem}.${hint}`;
      return { kind: "failed", message, ...(defaultBranch ? { defaultBranch } : {}) };
    },
    async fetch(sha, known) {
      const prepared = await prepare();
      if (prepared.kind === "failed") return failed(remote, prepared.message);
      // The known commit is needed to compare with. A server that no longer has it refuses it, which means that
      // the history was rewritten.
      const hasKnown =
        known !== null && ((await has(known)) || (await fetch("--depth=1", remoteName, known)).kind === "ok");
      if (!(await has(sha))) {
        const depth = known === null ? firstFetchDepth : 1;
        const result = await (hasKnown ? fetchTo(sha) : fetchTo(sha, `--depth=${depth}`));
        if (result.kind === "failed") return failed(remote, result.message);
      } else if (known === null && (await lacksHistory(sha))) {
        // A failure does not matter: the history is optional.
        await fetchTo(sha, `--depth=${firstFetchDepth}`);
      }
      if (known === null) return { kind: "fetched", rewritten: false };
      const descends = hasKnown && (await runOffline("merge-base", "--is-ancestor", known, sha)) !== null;
      return { kind: "fetched", rewritten: !descends };
    },
    async fetchTip(sha) {
      const prepared = await prepare();
      if (prepared.kind === "failed") return failed(remote, prepared.message);
      if (!(await has(sha))) {
        // In a mirror that watchers use, --depth would cut off the history that they need.
        const result = await ((await has(tipRef)) ? fetchTo(sha) : fetchTo(sha, "--depth=1"));
        if (result.kind === "failed") return failed(remote, result.message);
      }
      return { kind: "fetched", rewritten: false };
    },
    async fetchBlobs(oids) {
      const missing = oids.filter((oid) => !fetchedBlobs.has(oid));
      if (missing.length < 2) return;
      const input = missing.map((oid) => `${oid}\n`).join("");
      const result = await git.run(
        [
          `--git-dir=${gitDir}`,
          "fetch",
          "--quiet",
          "--no-tags",
          "--no-write-fetch-head",
          "--stdin",
          remoteName,
        ],
        { ...options, input },
      );
      if (result.kind === "ok") for (const oid of missing) fetchedBlobs.add(oid);
    },
    async dateOf(sha) {
      const result = await run("show", "--no-patch", "--format=%cI", sha);
      return result.kind === "ok" ? result.output.toString("utf8").trim() : new Date(0).toISOString();
    },
  };
}

function failed(remote: Remote, message: string): FetchOutcome {
  return { kind: "failed", message: `${remote.name} could not be fetched: ${message}` };
}
