import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VenueBook } from "../catalogue/venues.js";
import type { Config } from "../settings.js";
import { createGit } from "../upstream/git.js";
import { createMirror } from "../upstream/mirror.js";
import { createReader } from "../upstream/read-revision.js";
import { branchProblem, parseRemote, pathProblem } from "../upstream/remote.js";
import type { ListVersion } from "../upstream/served-list.js";
import type { WatchStore } from "../upstream/watch-store.js";
import { createWatcher, type Watcher } from "../upstream/watcher.js";
import { UsageError } from "../usage-error.js";

interface UpstreamDeps {
  readonly config: Config;
  readonly allowFile: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly venues: VenueBook;
  readonly store: WatchStore;
  /** `page` is where people can read the list, `null` for a folder. */
  readonly onVersion: (version: ListVersion, page: string | null) => void;
  readonly onTrouble: (sentence: string | null) => void;
}

export interface Upstream {
  readonly watcher: Watcher;
}

/**
 * `null` where none is set, else the list's upstream as the settings name it, with a mirror of it beside the database:
 * losing that costs one fetch.
 *
 * @throws {UsageError} that names the setting that is wrong.
 */
export function createUpstream(deps: UpstreamDeps): Upstream | null {
  const { config, allowFile, environment, venues } = deps;
  const { UPSTREAM_URL: url, UPSTREAM_BRANCH: branch, UPSTREAM_PATH: path, UPSTREAM_SURGE: surge } = config;
  if (url === null) return null;
  const read = parseRemote(url, { allowFile });
  const problem =
    (read.kind === "refused" ? read.reason : null) ??
    (branch === null ? null : branchProblem(branch)) ??
    pathProblem(path);
  if (read.kind === "refused" || problem !== null) throw new UsageError(problem ?? "");
  const { remote } = read;
  const git = createGit({ environment, allowFile });
  const key = createHash("sha256").update(remote.name).digest("hex").slice(0, 16);
  const beside = config.DATABASE_FILE === ":memory:" ? join(tmpdir(), "paperboy") : config.DATABASE_FILE;
  const gitDir = `${beside}-upstream-${key}.git`;
  const page = remote.page === null ? null : `https://${remote.page}`;
  const watcher = createWatcher({
    git,
    remote,
    mirror: createMirror({ git, remote, branch, gitDir }),
    paths: [path],
    reader: createReader(venues, surge),
    store: deps.store,
    onVersion: (version) => deps.onVersion(version, page),
    onTrouble: deps.onTrouble,
    now: Date.now,
  });
  return { watcher };
}
