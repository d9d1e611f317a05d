import type { KnownPapers } from "../catalogue/known-paper.js";
import type { SharedIdLookup } from "../catalogue/shared-ids.js";
import { type ListSource, settingsListId } from "../config/list-source.js";
import { UsageError } from "../config/usage-error.js";
import type { Reader } from "../reading/reader.js";
import { limitGit, untrustedLimits } from "../upstream/limit-git.js";
import { maxListBytes } from "../upstream/preview-list.js";
import { branchProblem, pathProblem, withGitSuffix } from "../upstream/remote.js";
import type { ListVersion } from "../upstream/serving.js";
import { type CheckLimits, createWatcher, type Watcher, type WatcherDeps } from "../upstream/watcher.js";
import type { GitAccess } from "./git-access.js";

/** Limits of a check: a host that does not answer is given up. Lists that servers added have less time. */
const checkLimits = {
  public: { fetch: 300, read: Number.POSITIVE_INFINITY },
  added: { fetch: 60, read: 10 },
} as const satisfies Record<string, CheckLimits>;

interface ListWatcherDeps
  extends Pick<WatcherDeps, "store" | "onTrouble" | "onSkipped" | "onLearned" | "signal"> {
  readonly gitAccess: GitAccess;
  readonly reader: Reader;
  /** The ids of papers in other lists; null as long as there are none. */
  readonly sharedIds: () => SharedIdLookup | null;
  /** `page` is where people can read the list, `null` for a folder. */
  readonly onVersion: (version: ListVersion, page: string | null, knownPapers: KnownPapers) => void;
}

/**
 * The watcher of a list's upstream; null without upstream. `gitDir` is the mirror, a cache: losing it costs one fetch.
 *
 * @throws {UsageError} that says what is wrong with the source.
 */
export function createListWatcher(
  source: ListSource,
  deps: ListWatcherDeps,
): { readonly watcher: Watcher; readonly gitDir: string } | null {
  if (source.upstream === null) return null;
  const { gitAccess } = deps;
  const { url, branch, paths, surge } = source.upstream;
  const read = gitAccess.parseRemote(source.isPublic ? url : withGitSuffix(url));
  const problem =
    (read.kind === "refused" ? read.reason : null) ??
    (branch === null ? null : branchProblem(branch)) ??
    paths.map(pathProblem).find((one) => one !== null) ??
    null;
  if (read.kind === "refused" || problem !== null) throw new UsageError(`${whose(source)}${problem ?? ""}`);
  const { remote } = read;
  const gitDir = gitAccess.mirrorFolder(remote.name);
  const git = source.isPublic ? gitAccess.git : limitGit(gitAccess.untrustedGit, untrustedLimits(gitDir));
  const page = remote.page === null ? null : `https://${remote.page}`;
  const watcher = createWatcher({
    git,
    remote,
    branch,
    gitDir,
    paths,
    reading: {
      reader: deps.reader,
      list: source.id,
      surge,
      sharedIds: deps.sharedIds,
      ...(source.isPublic ? {} : { maxLength: maxListBytes }),
    },
    store: deps.store,
    onVersion: (version, knownPapers) => deps.onVersion(version, page, knownPapers),
    onTrouble: deps.onTrouble,
    onSkipped: deps.onSkipped ?? (() => {}),
    onLearned: deps.onLearned ?? (() => {}),
    limits: checkLimits[source.isPublic ? "public" : "added"],
    ...(deps.signal && { signal: deps.signal }),
    // A clock that is set back must not make the back-off longer.
    now: () => performance.timeOrigin + performance.now(),
  });
  return { watcher, gitDir };
}

/** Which list a problem is about, where there can be several. */
function whose({ id }: ListSource): string {
  return id === settingsListId ? "" : `The list ${id}: `;
}
