import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Git } from "./git.js";
import { touches } from "./history.js";
import { type Accepted, type Reader, readRevision } from "./read-revision.js";
import { readTexts } from "./read-texts.js";
import { pathProblem } from "./remote.js";

/** One revision, as the watcher would have announced it. */
export interface ReplayLine extends CatalogueDiff {
  readonly sha: string;
  /** When it was committed, ISO 8601. */
  readonly date: string;
  /** The watcher would not have told this by itself. */
  readonly held: boolean;
  /** Why it is held. */
  readonly reason?: string;
}

/** A folder that can not be replayed. The message is one sentence for people. */
export class ReplayError extends Error {
  override readonly name = "ReplayError";
}

const nothing: CatalogueDiff = { added: [], codeReleased: [], accepted: [], edited: [], removed: [] };
/** A long history may take git longer than an answer over the network. */
const seconds = 600;

/**
 * What the watcher would have announced over the whole history of a list: one line for each commit of `HEAD` that
 * touches one of its files, along first parents, oldest first.
 *
 * The first revision is the first sight of the list: it announces nothing, even where it is a stub and the list comes
 * later. There is no operator here, so a held revision goes on as if it were released: its line says `held` and lists
 * what waits for release, and the next line is compared with it. A revision that is no list (empty, an error page) is held with
 * nothing in it, and the next one is compared with the last good one.
 *
 * @param gitDir a repository, bare or not
 * @param paths where the list's files are in it
 * @throws {ReplayError} where the folder holds no such history
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
  const history = await touches(git, dir, "HEAD", paths, { seconds });
  if (history.kind === "failed") throw new ReplayError(`${gitDir} can not be replayed: ${history.message}`);
  if (history.touches.length === 0) {
    throw new ReplayError(
      `No commit of ${gitDir} touches ${paths.join(" or ")}. Name the list's path in the repository with --path.`,
    );
  }
  let accepted: Accepted | null = null;
  for await (const read of readTexts(git, dir, history.touches, { seconds })) {
    if (read.kind === "failed") throw new ReplayError(`${gitDir} can not be replayed: ${read.message}`);
    const { sha, date } = read.touch;
    const reading = readRevision(read.text, accepted, reader);
    if (reading.kind === "not-a-list") {
      yield { sha, date, ...nothing, held: true, reason: `${reading.reason}.` };
      continue;
    }
    const {
      added,
      codeReleased,
      accepted: published,
      edited,
      removed,
      papers,
      knownPapers: memory,
    } = reading.difference;
    const changes =
      accepted === null ? nothing : { added, codeReleased, accepted: published, edited, removed };
    accepted = { papers, knownPapers: memory };
    yield {
      sha,
      date,
      ...changes,
      held: reading.kind === "held",
      ...(reading.kind === "held" ? { reason: reading.reason } : {}),
    };
  }
}

/** The folder itself where it is a bare repository, else its `.git`. */
async function findGitDir(folder: string): Promise<string> {
  const inside = join(folder, ".git");
  return stat(inside).then(
    () => inside,
    () => folder,
  );
}
