import { type ChangeLog, createChangeLog } from "../announce/change-log.js";
import type { ReadFilter } from "../announce/plan-deliveries.js";
import { nextVersion } from "../catalogue/diff.js";
import { listTitle } from "../catalogue/list-title.js";
import { parseList } from "../catalogue/parse-list.js";
import type { SharedIds } from "../catalogue/shared-ids.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { ListSource } from "../config/list-source.js";
import { readTextFile } from "../config/read-text-file.js";
import type { Log } from "../interactions/failures.js";
import type { Db } from "../store/schema.js";
import type { ListVersion } from "../upstream/served-list.js";
import type { CheckOutcome, Watcher } from "../upstream/watcher.js";
import { createUpstream } from "./create-upstream.js";
import type { ListIndex } from "./list-index.js";
import type { ServedList } from "./list-view.js";

export interface ListRunnerDeps {
  readonly db: Db;
  readonly databaseFile: string;
  /** Whether an upstream may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile: boolean;
  /** What git is given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly venues: VenueRegistry;
  readonly listIndex: ListIndex;
  readonly registry: SharedIds;
  readonly readFilter: ReadFilter;
  readonly log: Pick<Log, "info" | "warn">;
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
  /** Serves what there is without a network; false where that is nothing yet. */
  readonly restore: () => Promise<boolean>;
  /** `force`: also where it failed lately. Not to be called while a look is under way. */
  readonly check: (options?: { readonly force?: boolean }) => Promise<void>;
  /** How the last look went; null before the first. */
  readonly last: () => Look | null;
}

/** One look at the upstream, at an instant in milliseconds since 1970. One that was put off is none. */
export interface Look {
  readonly at: number;
  readonly outcome: Exclude<CheckOutcome, { kind: "waiting" }>;
}

/** @throws {UsageError} that says what is wrong with the source. */
export function createListRunner(source: ListSource, deps: ListRunnerDeps): ListRunner {
  const { db, listIndex, registry, venues, log, readFilter, onRecorded } = deps;
  const { id, isPublic } = source;
  const changes = createChangeLog({ db, list: { id, isPublic: isPublic }, readFilter, onRecorded });
  const idElsewhere = registry.lookupFor(id);
  const serve = (list: Pick<ServedList, "papers" | "problems" | "revision" | "url">, title: string | null) =>
    listIndex.replace({ ...list, id, isPublic: isPublic, name: source.name ?? title ?? "Papers" });
  const upstream = createUpstream({
    ...deps,
    source,
    idElsewhere,
    store: changes,
    onVersion({ catalogue, revision, files }: ListVersion, page, memory) {
      registry.update(id, memory);
      serve({ ...catalogue, revision, url: source.page ?? page }, listTitle(files[0]?.markdown ?? ""));
    },
    onTrouble: (sentence) =>
      sentence ? log.warn({ list: id }, sentence) : log.info({ list: id }, "the upstream is well again"),
  });
  let last: Look | null = null;

  async function serveFile(file: string): Promise<void> {
    const markdown = await readTextFile(file);
    const { papers, problems } = parseList(markdown, venues);
    const read = nextVersion(
      { papers: [], knownPapers: new Map() },
      { papers },
      venues,
      undefined,
      idElsewhere,
    );
    registry.update(id, read.knownPapers);
    serve({ papers: read.papers, problems, revision: null, url: source.page }, listTitle(markdown));
  }

  return {
    source,
    watcher: upstream?.watcher ?? null,
    gitDir: upstream?.gitDir ?? null,
    changes,
    async restore() {
      if (await upstream?.watcher.restore()) return true;
      if (source.file !== null) await serveFile(source.file);
      else serve({ papers: [], problems: [], revision: null, url: source.page }, null);
      return upstream === null;
    },
    async check(options) {
      if (upstream === null) return;
      const outcome = await upstream.watcher.check(options);
      if (outcome.kind === "waiting") return;
      const before = last?.outcome;
      last = { at: Date.now(), outcome };
      if (outcome.kind !== "held") return;
      const { reason, revision } = outcome.held;
      if (before?.kind === "held" && before.held.revision.sha === revision.sha) return;
      log.warn(
        { list: id, sha: revision.sha },
        `A revision is held: ${reason} /held or paperboy held lets it go on.`,
      );
    },
    last: () => last,
  };
}
