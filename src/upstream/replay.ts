import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Change, ChangeKind } from "../catalogue/change.js";
import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Version } from "../reading/reader.js";
import { type Git, inRepository, type RepositoryGit, UpstreamError } from "./git.js";
import { type ListCommit, listCommits, listCommitsSince } from "./list-commits.js";
import { type ListReading, readRevision } from "./read-revision.js";
import { createTextReader } from "./read-texts.js";
import { pathProblem } from "./remote.js";

/** One revision and its changes, as the watcher would have announced them. */
export interface ReplayLine extends CatalogueDiff {
  readonly sha: string;
  /** When it was committed, ISO 8601; null if the commit does not say. */
  readonly date: string | null;
  /** The watcher would have held it for the operator. */
  readonly held: boolean;
  /** Why it is held, or not a list still. */
  readonly reason?: string;
}

/** A folder that cannot be replayed. The message is one sentence for people. */
export class ReplayError extends Error {
  override readonly name = "ReplayError";
}

const noChanges: CatalogueDiff = { added: [], codeReleased: [], accepted: [], edited: [], removed: [] };
/** A long history may take git longer than a network request. */
const seconds = 600;

/**
 * What the watcher would have announced over the whole history of a list: one line for each commit of `HEAD` that
 * changes one of its files, along first parents, oldest first.
 *
 * The first revision announces nothing, even if it is a stub and the list comes later. Held revisions count as
 * released: the line says `held` and lists the changes, and the next line is compared with it. A revision that is not
 * a list (empty, an error page) is held without changes, and the next one is compared with the last good one. As long
 * as that has the same reason, the operator is not asked again: the line has the reason alone.
 *
 * @param gitDir a repository, bare or not
 * @param paths the list's files in it
 * @throws {ReplayError} if the folder has no such history
 */
export async function* replay(
  git: Git,
  gitDir: string,
  paths: readonly string[],
  reading: ListReading,
): AsyncGenerator<ReplayLine> {
  const problem = paths.map(pathProblem).find((each) => each !== null);
  if (problem) throw new ReplayError(problem);
  const dotGit = join(gitDir, ".git");
  const isBare = (await stat(dotGit).catch(() => null)) === null;
  const repository = inRepository(git, isBare ? gitDir : dotGit, { seconds });
  const cannot = (error: unknown): never => {
    if (!(error instanceof UpstreamError)) throw error;
    throw new ReplayError(`${gitDir} cannot be replayed: ${error.message}`);
  };
  const commits = await commitsOf(repository, paths).catch(cannot);
  if (commits.length === 0) {
    throw new ReplayError(
      `No commit of ${gitDir} touches ${paths.join(" or ")}. Name the list's path in the repository with --path.`,
    );
  }
  const readText = createTextReader(repository, commits);
  let previous: Version | null = null;
  let notAList: string | null = null;
  for (const commit of commits) {
    const { sha, date } = commit;
    const read = await readRevision(await readText(commit).catch(cannot), previous, reading);
    if (read.kind === "not-a-list") {
      const reason = `${read.reason}.`;
      const isServed = previous !== null && previous.knownPapers.size > 0;
      yield { sha, date, ...noChanges, held: isServed && reason !== notAList, reason };
      notAList = reason;
      continue;
    }
    notAList = null;
    const { version, changes, heldReason } = read;
    previous = version;
    const held = heldReason === null ? { held: false } : { held: true, reason: heldReason };
    yield { sha, date, ...diffOf(changes), ...held };
  }
}

/** The commits that change the list. A file that is gone at the end is followed to where it was moved, as the watcher does. */
async function commitsOf(git: RepositoryGit, paths: readonly string[]): Promise<readonly ListCommit[]> {
  const commits = await listCommits(git, "HEAD", paths);
  const [first] = commits;
  const isGone = commits.at(-1)?.files.some(({ oid }) => oid === null) ?? false;
  if (first === undefined || !isGone) return commits;
  return [first, ...(await listCommitsSince(git, first.sha, "HEAD", paths))];
}

function diffOf(changes: readonly Change[]): CatalogueDiff {
  const of = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).map(({ paper }) => paper);
  return {
    added: of("added"),
    codeReleased: of("code-released"),
    accepted: of("accepted"),
    edited: changes.flatMap(({ kind, paper, before }) =>
      kind === "edited" && before !== null ? [{ before, after: paper }] : [],
    ),
    removed: of("removed"),
  };
}
