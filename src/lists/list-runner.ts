import type { Logger } from "pino";
import { type ChangeLog, createChangeLog } from "../announce/change-log.js";
import type { ReadFilter } from "../announce/plan-deliveries.js";
import { nextVersion } from "../catalogue/diff.js";
import { listTitle } from "../catalogue/list-title.js";
import { parseList } from "../catalogue/parse-list.js";
import type { SharedIds } from "../catalogue/shared-ids.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { ListSource } from "../config/list-source.js";
import { readTextFile } from "../config/read-text-file.js";
import type { Db } from "../store/schema.js";
import type { CheckOptions, CheckOutcome, ListVersion, Watcher } from "../upstream/watcher.js";
import type { GitAccess } from "./git-access.js";
import type { ListIndex } from "./list-index.js";
import type { ServedList } from "./list-view.js";
import { createListWatcher } from "./list-watcher.js";

export interface ListRunnerDeps {
  readonly db: Db;
  readonly gitAccess: GitAccess;
  readonly venues: VenueRegistry;
  readonly listIndex: ListIndex;
  readonly sharedIds: SharedIds;
  readonly readFilter: ReadFilter;
  readonly log: Pick<Logger, "info" | "warn">;
  /** Called after deliveries were written. */
  readonly onRecorded: () => void;
}

/** A list that is served, and watched where it has an upstream. */
export interface ListRunner {
  readonly source: ListSource;
  /** Null where the list never changes. */
  readonly watcher: Watcher | null;
  /** The folder of its mirror. */
  readonly gitDir: string | null;
  readonly changes: ChangeLog;
  /** Serves what the store or the file has, without network; false where that is nothing yet. */
  readonly restore: () => Promise<boolean>;
  /** Checks upstream. `force`: ignores back-off. */
  readonly check: (options?: CheckOptions) => Promise<void>;
  /** The result of the last check; null before the first. */
  readonly lastCheck: () => CheckResult | null;
}

/** One check of the upstream. A check that was skipped for back-off has no result. */
export interface CheckResult {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly outcome: Exclude<CheckOutcome, { kind: "waiting" }>;
}

/** @throws {UsageError} that says what is wrong with the source. */
export function createListRunner(source: ListSource, deps: ListRunnerDeps): ListRunner {
  const { db, listIndex, sharedIds, venues, log, readFilter, onRecorded } = deps;
  const { id, isPublic } = source;
  const changes = createChangeLog({ db, list: { id, isPublic }, readFilter, onRecorded });
  const sharedIdOf = sharedIds.lookupFor(id);
  const serve = (list: Pick<ServedList, "papers" | "problems" | "revision" | "url">, title: string | null) =>
    listIndex.replace({ ...list, id, isPublic, name: source.name ?? title ?? "Papers" });
  const watched = createListWatcher(source, {
    gitAccess: deps.gitAccess,
    venues,
    sharedIdOf,
    store: changes,
    onVersion({ catalogue, revision, files }: ListVersion, page, knownPapers) {
      sharedIds.update(id, knownPapers);
      serve({ ...catalogue, revision, url: source.page ?? page }, listTitle(files[0]?.markdown ?? ""));
    },
    onSkipped: (sentence) => log.warn({ list: id }, sentence),
    onTrouble: (sentence) =>
      sentence ? log.warn({ list: id }, sentence) : log.info({ list: id }, "upstream recovered"),
  });
  let last: CheckResult | null = null;

  async function serveFile(file: string): Promise<void> {
    const markdown = await readTextFile(file);
    const { papers, problems } = parseList(markdown, venues);
    const read = nextVersion(
      { papers: [], knownPapers: new Map() },
      { papers },
      venues,
      undefined,
      sharedIdOf,
    );
    sharedIds.update(id, read.knownPapers);
    serve({ papers: read.papers, problems, revision: null, url: source.page }, listTitle(markdown));
  }

  return {
    source,
    watcher: watched?.watcher ?? null,
    gitDir: watched?.gitDir ?? null,
    changes,
    async restore() {
      if (await watched?.watcher.restore()) return true;
      if (source.file !== null) await serveFile(source.file);
      else serve({ papers: [], problems: [], revision: null, url: source.page }, null);
      return watched === null;
    },
    async check(options) {
      if (watched === null) return;
      const outcome = await watched.watcher.check(options);
      if (outcome.kind === "waiting") return;
      const before = last?.outcome;
      last = { at: Date.now(), outcome };
      if (outcome.kind !== "held") return;
      const { reason, revision } = outcome.held;
      if (before?.kind === "held" && before.held.revision.sha === revision.sha) return;
      log.warn(
        { list: id, sha: revision.sha },
        `A revision is held: ${reason} Release it with /held or \`paperboy held\`.`,
      );
    },
    lastCheck: () => last,
  };
}
