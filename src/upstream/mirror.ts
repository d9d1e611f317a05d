import { setTimeout as wait } from "node:timers/promises";
import type { Git, GitOptions, GitResult } from "./git.js";
import { type Prepared, prepareRepository } from "./prepare-repository.js";
import { branchProblem, type Remote } from "./remote.js";

/** The tip of the upstream's branch. */
export type HeadOutcome =
  | { readonly kind: "head"; readonly sha: string; readonly branch: string }
  | {
      readonly kind: "failed";
      readonly message: string;
      /** The default branch, where the one that was named is not there. */
      readonly standard?: string;
    };

/** How a commit we know stands to the tip. */
export type FetchOutcome =
  /** The tip grew out of the commit: what is between them is the news. */
  | { readonly kind: "grown" }
  /** It did not, or the commit is gone: the history was rewritten. The tip is there to be read. */
  | { readonly kind: "rewritten" }
  | { readonly kind: "failed"; readonly message: string };

/** A private copy of the upstream's commits and folders, without files' contents, which come as they are asked for. */
export interface Mirror {
  readonly gitDir: string;
  /** What every git command on the mirror needs so that it can reach the upstream. */
  readonly options: GitOptions;
  /** One cheap request: which commit the branch is at. */
  head(): Promise<HeadOutcome>;
  /** Makes a commit of the upstream, and all since `known`, readable here. `null`: it and a part of its past. */
  fetch(sha: string, known: string | null): Promise<FetchOutcome>;
  /** Makes one commit readable, without its past where nothing is here yet. */
  fetchTip(sha: string): Promise<FetchOutcome>;
  /** Gets many files' contents in one request; what is missing afterwards is asked for one by one. */
  fetchBlobs(oids: readonly string[]): Promise<void>;
  /** When a commit was made, ISO 8601. */
  dateOf(sha: string): Promise<string>;
}

export interface MirrorDeps {
  readonly git: Git;
  readonly remote: Remote;
  /** Null follows the upstream's default branch, also when that is renamed. */
  readonly branch: string | null;
  /** A folder of its own for this upstream; made where it is not there, and thrown away where it is broken. */
  readonly gitDir: string;
}

const name = "upstream";
const tip = "refs/paperboy/tip";
/** How git says that another git is at work in the same repository. */
const isLocked = /\.lock'|cannot lock ref/;
/** How long to wait for that one, in all and before each attempt. A lock that a killed git has left goes later. */
const longestLockMs = 30_000;
const lockedMs = 300;
const seconds = 180;
/** How many commits of the past a first sight gets: a long history is not worth a long wait. */
const pastDepth = 500;

export function createMirror({ git, remote, branch, gitDir }: MirrorDeps): Mirror {
  const options: GitOptions = {
    settings: {
      // The address, which may hold a token, is in no argument and in no file.
      [`remote.${name}.url`]: remote.url,
      [`remote.${name}.promisor`]: "true",
      [`remote.${name}.partialclonefilter`]: "blob:none",
    },
    seconds,
  };
  /** Git sends a file's content again whenever that is asked for by name together with one that is new. */
  const fetched = new Set<string>();
  const run = (...args: string[]): Promise<GitResult> => git.run([`--git-dir=${gitDir}`, ...args], options);
  const fetch = async (...args: string[]): Promise<GitResult> => {
    const until = Date.now() + longestLockMs;
    for (;;) {
      const result = await run(
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--filter=blob:none",
        ...args,
      );
      // Several lists of one repository share its mirror, and git fetches for one of them at a time.
      if (result.kind === "ok" || !isLocked.test(result.message) || Date.now() > until) return result;
      await wait(lockedMs);
    }
  };
  /** What is here. Git is not told of the upstream, or it would fetch a commit that is missing, with its whole past. */
  const ask = async (...args: string[]): Promise<string | null> => {
    const result = await git.run([`--git-dir=${gitDir}`, ...args]);
    return result.kind === "ok" ? result.output.toString("utf8").trim() : null;
  };
  const has = async (commit: string): Promise<boolean> =>
    (await ask("rev-parse", "--quiet", "--verify", `${commit}^{commit}`)) !== null;
  /** Whether a commit is here without its past, as `fetchTip` leaves it. */
  const isAlone = async (sha: string): Promise<boolean> =>
    (await ask("rev-parse", "--is-shallow-repository")) === "true" &&
    (await ask("rev-list", "--count", "--max-count=2", sha)) === "1";
  const fetchTo = (sha: string, ...args: string[]): Promise<GitResult> =>
    fetch(...args, name, `+${sha}:${tip}`);

  const prepare = async (): Promise<Prepared> => {
    const prepared = await prepareRepository(git, gitDir);
    if (prepared.kind === "ready" && prepared.isNew) fetched.clear();
    return prepared;
  };

  return {
    gitDir,
    options,
    async head() {
      const wanted = branch === null ? "HEAD" : `refs/heads/${branch}`;
      const prepared = await prepare();
      if (prepared.kind === "failed") return prepared;
      const result = await run("ls-remote", "--symref", name, wanted, "HEAD");
      if (result.kind === "failed")
        return { kind: "failed", message: `${remote.name} does not answer: ${result.message}` };
      const lines = result.output.toString("utf8").split("\n");
      const standard = lines
        .map((line) => /^ref: refs\/heads\/(\S+)\tHEAD$/.exec(line)?.[1])
        .find((each) => each !== undefined && branchProblem(each) === null);
      const sha = lines
        .map((line) => /^([0-9a-f]{40,64})\t(.+)$/.exec(line))
        .find((ref) => ref?.[2] === wanted)?.[1];
      if (sha) return { kind: "head", sha, branch: branch ?? standard ?? "HEAD" };
      const hint = standard
        ? ` Its default branch is ${standard}: set the branch (UPSTREAM_BRANCH, or branch of the list) to it, or leave it out.`
        : "";
      const what =
        branch === null ? "is empty, or no git repository: it has no commit" : `has no branch ${branch}`;
      const message = `${remote.name} ${what}.${hint}`;
      return { kind: "failed", message, ...(standard ? { standard } : {}) };
    },
    async fetch(sha, known) {
      const prepared = await prepare();
      if (prepared.kind === "failed") return failed(remote, prepared.message);
      // Without the commit that we know there is nothing to grow from, so ask for it first; a server that no longer
      // has it refuses, which is what a rewritten history looks like.
      const base =
        known !== null && ((await has(known)) || (await fetch("--depth=1", name, known)).kind === "ok");
      if (!(await has(sha))) {
        const depth = known === null ? pastDepth : 1;
        const fetched = await (base ? fetchTo(sha) : fetchTo(sha, `--depth=${depth}`));
        if (fetched.kind === "failed") return failed(remote, fetched.message);
      } else if (known === null && (await isAlone(sha))) {
        // Its past is good to have, and no more.
        await fetchTo(sha, `--depth=${pastDepth}`);
      }
      if (known === null) return { kind: "grown" };
      const isAncestor = base && (await ask("merge-base", "--is-ancestor", known, sha)) !== null;
      return { kind: isAncestor ? "grown" : "rewritten" };
    },
    async fetchTip(sha) {
      const prepared = await prepare();
      if (prepared.kind === "failed") return failed(remote, prepared.message);
      if (!(await has(sha))) {
        // Where others watch the repository, a depth would cut off the past that they need.
        const fetched = await ((await has(tip)) ? fetchTo(sha) : fetchTo(sha, "--depth=1"));
        if (fetched.kind === "failed") return failed(remote, fetched.message);
      }
      return { kind: "grown" };
    },
    async fetchBlobs(oids) {
      const wanted = oids.filter((oid) => !fetched.has(oid));
      if (wanted.length < 2) return;
      const input = wanted.map((oid) => `${oid}\n`).join("");
      const result = await git.run(
        [`--git-dir=${gitDir}`, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--stdin", name],
        { ...options, input },
      );
      if (result.kind === "ok") for (const oid of wanted) fetched.add(oid);
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
