import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { areThere, missingOf } from "./blobs.js";
import { dateOfCommit } from "./commit-date.js";
import { commitId } from "./commit-id.js";
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
/** A list's id as git accepts it in the name of a ref. */
const pastRef = (list: string) => `refs/paperboy/past/${Buffer.from(list).toString("hex")}`;
const fetchArgs = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
/** How git reports that another git process is writing to the same repository. */
const isLocked = /\.lock'|cannot lock ref/;
/** How long to wait for that process, in all and per retry. Stale locks are removed later. */
const maxLockWaitMs = 30_000;
const lockRetryMs = 300;
const seconds = 180;
/** After so many files in a row that cannot be fetched the upstream is considered to be down. */
const maxFetchFailures = 3;
/** How git reports a redirect that it does not follow. */
const isRedirect = /returned error: 30[12378]/;
/** How git reports that the mirror is none. */
const isBroken = /not a git repository:/;
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
  /** Whether the mirror can be used to ask the upstream. Not after that failed: the mirror may be broken. */
  let isPrepared = false;
  const online = inRepository(git, gitDir, options);
  /** Without the settings above, as git would otherwise fetch a missing commit with all its history. */
  const local = inRepository(git, gitDir);
  const offline = (...args: string[]): Promise<string | null> =>
    local(args).then(
      (output) => String(output).trim(),
      () => null,
    );
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
  /** How much the mirror has of a commit and its history; `tip` is what `fetchTip` leaves. */
  const extentOf = async (sha: string): Promise<"none" | "tip" | "history"> => {
    const count = await offline("rev-list", "--count", "--max-count=2", sha, "--");
    if (count === null) return "none";
    return count === "1" && existsSync(join(gitDir, "shallow")) ? "tip" : "history";
  };
  const fetchObjects = async (oids: readonly string[]): Promise<boolean> => {
    const command = [`--git-dir=${gitDir}`, ...fetchArgs, "--stdin", remoteName];
    const input = oids.map((oid) => `${oid}\n`).join("");
    // A shallow upstream would leave out the files of commits that the mirror says it has.
    const settings = { ...options.settings, "fetch.negotiationAlgorithm": "noop" };
    return (await git.run(command, { ...options, settings, input })).kind === "ok";
  };
  /** Prepares the mirror for a fetch of a commit, and says of an error that it was one of fetching. */
  const fetching = async <Result>(sha: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      const format = sha.length === 64 ? "sha256" : "sha1";
      await prepareRepository(git, gitDir, format);
      return await work();
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      throw new UpstreamError(`${remote.name} could not be fetched: ${error.message}`);
    }
  };

  /** What the upstream lists for these refs, line by line. */
  const remoteRefs = async (...refs: string[]): Promise<readonly string[]> => {
    const output = await online(["ls-remote", "--symref", remoteName, ...refs]).catch((error) => {
      throw new UpstreamError(
        isRedirect.test(error.message)
          ? `${remote.name} has moved: its host redirects to another address. Use the address that its page has now.`
          : `${remote.name} does not answer: ${error.message}`,
      );
    });
    return String(output).split("\n");
  };
  /** The same, in a mirror that is prepared: git needs a repository of its own to ask another one. */
  const askRemote = async (...refs: string[]): Promise<readonly string[]> => {
    const wasPrepared = isPrepared;
    if (!wasPrepared) await prepareRepository(git, gitDir, null);
    isPrepared = true;
    try {
      return await remoteRefs(...refs);
    } catch (error) {
      isPrepared = false;
      if (!wasPrepared || !isBroken.test(String(error))) throw error;
      return askRemote(...refs);
    }
  };
  /** The branch to follow in a repository whose default branch does not exist. */
  const onlyBranch = (lines: readonly string[]): { readonly sha: string; readonly branch: string } => {
    const names = lines
      .flatMap((line) => /\trefs\/heads\/(\S+)$/.exec(line)?.[1] ?? [])
      .filter((name) => branchProblem(name) === null);
    const [name, ...others] = names;
    const sha = name === undefined ? undefined : shaOf(lines, `refs/heads/${name}`);
    if (name === undefined || sha === undefined)
      throw new UpstreamError(`${remote.name} is empty or not a git repository: it has no commit.`);
    if (others.length === 0) return { sha, branch: name };
    const some = names.slice(0, 5).join(", ");
    throw new UpstreamError(
      `${remote.name} has no default branch: set the branch (UPSTREAM_BRANCH, or branch of the list) to one that it has, such as ${some}.`,
    );
  };

  return {
    /** Reads the mirror, and what is missing from the upstream. */
    git: online,
    /** Reads the mirror alone: fast, however the upstream is. */
    local,
    /** One cheap request: which commit the branch is at. */
    async head() {
      const ref = branch === null ? "HEAD" : `refs/heads/${branch}`;
      const refs = branch === null ? [ref] : [ref, "HEAD"];
      const lines = (await git.askRefs?.(remote.url, refs)) ?? (await askRemote(ref, "HEAD"));
      const defaultBranch = lines
        .map((line) => /^ref: refs\/heads\/(\S+)\tHEAD$/.exec(line)?.[1])
        .find((name) => name !== undefined && branchProblem(name) === null);
      const sha = shaOf(lines, ref);
      if (sha) return { sha, branch: branch ?? defaultBranch ?? "HEAD" };
      if (branch === null) return onlyBranch(await remoteRefs("refs/heads/*"));
      const message = `${remote.name} has no branch ${branch}.`;
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
      fetching(sha, async () => {
        // The known commit is needed to compare with. A server that no longer has it refuses it, which means that
        // the history was rewritten.
        const hasKnown =
          known !== null &&
          ((await has(known)) || (await tryFetch("--depth=1", remoteName, known)).kind === "ok");
        const extent = await extentOf(sha);
        if (extent === "none") {
          const depth = known === null ? firstFetchDepth : 1;
          outputOf(await (hasKnown ? fetchTo(sha) : fetchTo(sha, `--depth=${depth}`)));
        } else if (extent === "tip" && known === null) {
          // A failure does not matter: the history is optional.
          await fetchTo(sha, `--depth=${firstFetchDepth}`);
        }
        if (known === null) return false;
        return !hasKnown || (await offline("merge-base", "--is-ancestor", known, sha)) === null;
      }),
    /** Makes one commit readable; in an empty mirror without its history. */
    fetchTip: (sha: string) =>
      fetching(sha, async () => {
        const [hasCommit, hasTip] = await areThere(local, [sha, tipRef]);
        if (hasCommit) return;
        // In a mirror that watchers use, --depth would cut off the history that they need.
        outputOf(await (hasTip ? fetchTo(sha) : fetchTo(sha, "--depth=1")));
      }),
    /**
     * Fetches the contents of many files, oldest first, in one request. If that fails each is fetched by itself, the
     * newest one first, as one may be too large or broken.
     */
    async fetchBlobs(oids: readonly string[]): Promise<void> {
      const missing = await missingOf(local, oids);
      if (missing.length === 0 || (await fetchObjects(missing)) || missing.length === 1) return;
      let failures = 0;
      for (const oid of missing.toReversed()) {
        failures = (await fetchObjects([oid])) ? 0 : failures + 1;
        if (failures === maxFetchFailures) return;
      }
    },
    /** Notes that the revisions before a list's first accepted commit are still to be read; null: they are read. */
    async setPast(list: string, sha: string | null): Promise<void> {
      await local(sha === null ? ["update-ref", "-d", pastRef(list)] : ["update-ref", pastRef(list), sha]);
    },
    /** The first accepted commit of a list of which the past is still to be read. */
    pastOf: (list: string) => offline("rev-parse", "--quiet", "--verify", pastRef(list)),
    /** When a commit was made, ISO 8601; null if it does not say. */
    dateOf: (sha: string) => dateOfCommit(online, sha),
  };
}

/** The commit of a ref, as the upstream lists it. */
function shaOf(lines: readonly string[], ref: string): string | undefined {
  const ids = lines.map((line) => line.split("\t")).flatMap(([id, name]) => (name === ref ? (id ?? []) : []));
  return ids.find((id) => commitId.safeParse(id).success);
}

export type Mirror = ReturnType<typeof createMirror>;
