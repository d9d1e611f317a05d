import type { Logger } from "pino";
import { type ChangeLog, createChangeLog } from "../announce/change-log.js";
import type { ReadFilter } from "../announce/filter.js";
import type { Revision } from "../catalogue/change.js";
import type { SharedIds } from "../catalogue/shared-ids.js";
import type { ListSource } from "../config/list-source.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { readAmong } from "../reading/read-among.js";
import type { Reader } from "../reading/reader.js";
import type { IndexedCatalogue } from "../reading/tasks.js";
import { type ListCheck, saveListCheck } from "../store/list-checks.js";
import type { Db } from "../store/schema.js";
import { unlessAway } from "../store/store-error.js";
import type { ListVersion } from "../upstream/serving.js";
import type { CheckOptions, Watcher } from "../upstream/watcher.js";
import type { GitAccess } from "./git-access.js";
import type { ListIndex } from "./list-index.js";
import { createListWatcher } from "./list-watcher.js";

export interface ListRunnerDeps {
  readonly db: Db;
  readonly gitAccess: GitAccess;
  /** For the operator's lists. */
  readonly reader: Reader;
  /** For lists that servers add: with smaller limits, and in another process. */
  readonly untrustedReader: Reader;
  readonly listIndex: ListIndex;
  readonly sharedIds: SharedIds;
  readonly readFilter: ReadFilter;
  readonly log: Pick<Logger, "info" | "warn">;
  /** Called after deliveries were written. */
  readonly onRecorded: () => void;
  /** Ends what waits for git when it is aborted. */
  readonly stopped: AbortSignal;
}

/** A list that is served, and watched where it has an upstream. */
export interface ListRunner {
  readonly source: ListSource;
  /** Null where the list never changes. */
  readonly watcher: Watcher | null;
  /** The folder of its mirror. */
  readonly gitDir: string | null;
  readonly changes: ChangeLog;
  /** Serves the list by its name, without papers, until it is read. */
  readonly announceLoading: () => void;
  /** Serves what the store or the file has, without network; false where that is nothing yet. */
  readonly restore: () => Promise<boolean>;
  /** Checks upstream. `force`: ignores back-off. */
  readonly check: (options?: CheckOptions) => Promise<void>;
  /** Serves what another process has accepted; without papers where that is nothing. */
  readonly catchUp: () => Promise<void>;
  /** The last check of this process; null before the first. One that was skipped for back-off does not count. */
  readonly lastCheck: () => ListCheck | null;
}

/** @throws {UsageError} that says what is wrong with the source. */
export function createListRunner(source: ListSource, deps: ListRunnerDeps): ListRunner {
  const { db, listIndex, sharedIds, log, readFilter, onRecorded } = deps;
  const { id, isPublic } = source;
  const reader = isPublic ? deps.reader : deps.untrustedReader;
  const changes = createChangeLog({
    db,
    list: { id, isPublic },
    readFilter,
    otherIdsOf: (paper) => sharedIds.otherIdsOf(id, paper),
    listOf: listIndex.find,
    onRecorded,
  });
  const serve = (
    { title, papers, problems, titles }: IndexedCatalogue,
    revision: Revision | null,
    url: string | null,
    isLoading = false,
  ): void => {
    const name = source.name ?? title ?? repositoryName(source, deps.gitAccess) ?? "Papers";
    listIndex.replace({ id, isPublic, name, papers, problems, revision, url, isLoading }, titles);
    const misread = problems.find(({ isMisread }) => isMisread);
    if (misread) log.warn({ list: id }, `${misread.path ?? name}, line ${misread.line}: ${misread.message}`);
  };
  const serveNothing = (isLoading: boolean): void =>
    serve({ title: null, papers: [], problems: [], titles: null }, null, source.page, isLoading);
  const watched = createListWatcher(source, {
    gitAccess: deps.gitAccess,
    reader,
    sharedIds: () => sharedIds.lookupFor(id),
    store: changes,
    onVersion({ catalogue, revision }: ListVersion, page, knownPapers) {
      sharedIds.update(id, knownPapers);
      serve(catalogue, revision, source.page ?? page);
    },
    onLearned: (knownPapers) => sharedIds.update(id, knownPapers),
    signal: deps.stopped,
    onSkipped: (sentence) => log.warn({ list: id }, sentence),
    onTrouble: (sentence) =>
      sentence ? log.warn({ list: id }, sentence) : log.info({ list: id }, "upstream recovered"),
  });
  let last: ListCheck | null = null;
  /** The operator was told that a revision is held: those after it are held with it. */
  let isHeldReported = false;

  async function serveFile(file: string): Promise<void> {
    const files = [{ path: file, markdown: await readTextFile(file) }];
    const read = await readAmong(reader, id, files, sharedIds);
    if (read.kind === "unreadable") throw new UsageError(`The list ${read.reason}.`);
    serve(read, null, source.page);
  }

  async function restore(): Promise<boolean> {
    if (await watched?.watcher.restore()) return true;
    if (source.file !== null) await serveFile(source.file);
    else serveNothing(watched !== null);
    return watched === null;
  }

  /** For the other processes. Where it cannot be written, they show an earlier one. */
  async function record(check: ListCheck): Promise<void> {
    last = check;
    await unlessAway(saveListCheck(db, id, check), undefined);
  }

  return {
    source,
    watcher: watched?.watcher ?? null,
    gitDir: watched?.gitDir ?? null,
    changes,
    announceLoading: () => serveNothing(true),
    restore,
    async catchUp() {
      if (!(await restore()) && listIndex.find(id)?.isLoading) serveNothing(false);
    },
    async check(options) {
      if (watched === null) return;
      const outcome = await watched.watcher.check({ past: "later", ...options });
      // It could not be read, and is not being read any more.
      if (listIndex.find(id)?.isLoading && outcome.kind === "failed") serveNothing(false);
      await listIndex.settled();
      if (outcome.kind === "waiting") return;
      const checkedAt = Date.now();
      const readAt = outcome.kind === "failed" ? (last?.readAt ?? null) : checkedAt;
      const reason = outcome.kind === "failed" ? outcome.reason : null;
      await record({ checkedAt, outcome: outcome.kind, reason, readAt });
      const wasReported = isHeldReported;
      if (outcome.kind !== "failed") isHeldReported = outcome.kind === "held";
      if (outcome.kind !== "held" || wasReported) return;
      const { held } = outcome;
      log.warn(
        { list: id, sha: held.revision.sha },
        `A revision is held: ${held.reason} Release it with /held or \`paperboy held\`.`,
      );
    },
    lastCheck: () => last,
  };
}

/** What a list is called that was never read: its repository, never a part of the address that may be a secret. */
function repositoryName({ upstream }: ListSource, { parseRemote }: Pick<GitAccess, "parseRemote">) {
  const outcome = upstream === null ? null : parseRemote(upstream.url);
  if (outcome?.kind !== "remote") return null;
  const { page, name } = outcome.remote;
  const parts = (page ?? name).split(/[/\\]/).filter((part) => part !== "");
  return parts.at(-1)?.replace(/\.git$/, "") || null;
}
