import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Git } from "./git.js";
import { listCommits } from "./list-commits.js";
import { type AcceptedVersion, type Reader, readRevision } from "./read-revision.js";
import { readTexts } from "./read-texts.js";
import { pathProblem } from "./remote.js";

/** One revision and its changes, as the watcher would have announced them. */
export interface ReplayLine extends CatalogueDiff {
  readonly sha: string;
  /** When it was committed, ISO 8601. */
  readonly date: string;
  /** The watcher would have held it for the operator. */
  readonly held: boolean;
  /** Why it is held. */
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
 * a list (empty, an error page) is held without changes, and the next one is compared with the last good one.
 *
 * @param gitDir a repository, bare or not
 * @param paths the list's files in it
 * @throws {ReplayError} if the folder has no such history
 */
export async function* replay(
  git: Git,
  gitDir: string,
  paths: readonly string[],
  reader: Reader,
): AsyncGenerator<ReplayLine> {
  const problem = paths.map(pathProblem).find((each) => each !== null);
  if (problem) throw new ReplayError(problem);
  const dir = await findGitDir(gitDir);
  const log = await listCommits(git, dir, "HEAD", paths, { seconds });
  if (log.kind === "failed") throw new ReplayError(`${gitDir} cannot be replayed: ${log.message}`);
  if (log.commits.length === 0) {
    throw new ReplayError(
      `No commit of ${gitDir} touches ${paths.join(" or ")}. Name the list's path in the repository with --path.`,
    );
  }
  let previous: AcceptedVersion | null = null;
  for await (const read of readTexts(git, dir, log.commits, { seconds })) {
    if (read.kind === "failed") throw new ReplayError(`${gitDir} cannot be replayed: ${read.message}`);
    const { sha, date } = read.commit;
    const reading = readRevision(read.text, previous, reader);
    if (reading.kind === "not-a-list") {
      yield { sha, date, ...noChanges, held: true, reason: `${reading.reason}.` };
      continue;
    }
    const { added, codeReleased, accepted, edited, removed, papers, knownPapers } = reading.difference;
    const changes = previous === null ? noChanges : { added, codeReleased, accepted, edited, removed };
    previous = { papers, knownPapers };
    yield {
      sha,
      date,
      ...changes,
      held: reading.kind === "held",
      ...(reading.kind === "held" ? { reason: reading.reason } : {}),
    };
  }
}

/** The `.git` of a folder; the folder itself if it is a bare repository. */
async function findGitDir(folder: string): Promise<string> {
  const inside = join(folder, ".git");
  return stat(inside).then(
    () => inside,
    () => folder,
  );
}
