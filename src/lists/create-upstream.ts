import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KnownPapers, SharedIdLookup } from "../catalogue/known-paper.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import { type ListSource, settingsListId } from "../config/list-source.js";
import { UsageError } from "../config/usage-error.js";
import { createGit } from "../upstream/git.js";
import { environmentForStrangers, limitGit, limitsForStrangers } from "../upstream/limit-git.js";
import { createMirror } from "../upstream/mirror.js";
import { maxListBytes } from "../upstream/preview-list.js";
import { createReader } from "../upstream/read-revision.js";
import { branchProblem, parseRemote, pathProblem } from "../upstream/remote.js";
import type { ListVersion } from "../upstream/served-list.js";
import type { WatchStore } from "../upstream/watch-store.js";
import { createWatcher, type Watcher } from "../upstream/watcher.js";

interface UpstreamDeps {
  readonly source: ListSource;
  readonly databaseFile: string;
  readonly allowFile: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly venues: VenueRegistry;
  readonly idElsewhere: SharedIdLookup;
  readonly store: WatchStore;
  /** `page` is where people can read the list, `null` for a folder. */
  readonly onVersion: (version: ListVersion, page: string | null, memory: KnownPapers) => void;
  readonly onTrouble: (sentence: string | null) => void;
}

export interface Upstream {
  readonly watcher: Watcher;
  /** The folder of its mirror. */
  readonly gitDir: string;
}

/**
 * `null` where a list has none, else its upstream, with a mirror of it beside the database: losing that costs one
 * fetch. Lists of one repository share it.
 *
 * @throws {UsageError} that says what is wrong with the source.
 */
export function createUpstream(deps: UpstreamDeps): Upstream | null {
  const { source, allowFile, environment, venues } = deps;
  if (source.upstream === null) return null;
  const { url, branch, paths, surge } = source.upstream;
  const read = parseRemote(url, { allowFile });
  const problem =
    (read.kind === "refused" ? read.reason : null) ??
    (branch === null ? null : branchProblem(branch)) ??
    paths.map(pathProblem).find((one) => one !== null) ??
    null;
  if (read.kind === "refused" || problem !== null) throw new UsageError(`${whose(source)}${problem ?? ""}`);
  const { remote } = read;
  const gitDir = mirrorFolder(deps.databaseFile, remote.name);
  const git = source.isPublic
    ? createGit({ environment, allowFile })
    : limitGit(
        createGit({ environment: environmentForStrangers(environment), allowFile }),
        limitsForStrangers(gitDir),
      );
  const page = remote.page === null ? null : `https://${remote.page}`;
  const watcher = createWatcher({
    git,
    remote,
    mirror: createMirror({ git, remote, branch, gitDir }),
    paths,
    reader: createReader(venues, {
      surge,
      idElsewhere: deps.idElsewhere,
      ...(source.isPublic ? {} : { maxLength: maxListBytes }),
    }),
    store: deps.store,
    onVersion: (version, memory) => deps.onVersion(version, page, memory),
    onTrouble: deps.onTrouble,
    now: Date.now,
  });
  return { watcher, gitDir };
}

/** Of several lists it has to be said which one is wrong. */
function whose({ id }: ListSource): string {
  return id === settingsListId ? "" : `The list ${id}: `;
}

/** Where the mirror of a repository is. */
export function mirrorFolder(databaseFile: string, remoteName: string): string {
  const key = createHash("sha256").update(remoteName).digest("hex").slice(0, 16);
  return `${mirrorPrefix(databaseFile)}${key}.git`;
}

/** What the path of every mirror begins with. */
export function mirrorPrefix(databaseFile: string): string {
  const beside = databaseFile === ":memory:" ? join(tmpdir(), "paperboy") : databaseFile;
  return `${beside}-upstream-`;
}
