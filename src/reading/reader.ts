import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Change } from "../catalogue/change.js";
import type { KnownPaper, KnownPapers } from "../catalogue/known-paper.js";
import type { Duplicates } from "../catalogue/lint/lint-papers.js";
import type { FileProblem } from "../catalogue/lint-list.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { SharedIdLookup } from "../catalogue/shared-ids.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { Concept } from "../search/expansions.js";
import { unpackCatalogue } from "./packed-catalogue.js";
import { type Ahead, createReadAhead } from "./read-ahead.js";
import { processFile, type RunTask, TaskError, type TaskRunner } from "./task-runner.js";
import { createTaskRunners } from "./task-runners.js";
import {
  type Counts,
  type IndexedCatalogue,
  type Slice,
  type SliceTask,
  sliceSize,
  type TitledCatalogue,
  type VersionRef,
} from "./tasks.js";

/** What one task of the thread may take. */
export interface ReadingLimits {
  readonly seconds: number;
  /** Of memory: MB of the process's heap. */
  readonly megabytes: number;
}

/** For the operator's lists: the largest ones take seconds. */
export const defaultLimits: ReadingLimits = { seconds: 120, megabytes: 512 };
/** For lists of strangers, which have at most 2 MB. */
export const untrustedLimits: ReadingLimits = { seconds: 30, megabytes: 384 };

/** A version of a list, to compare the next one with. */
export interface Version extends VersionRef {
  readonly files: readonly ListFile[];
  /** Every paper ever known. */
  readonly knownPapers: KnownPapers;
}

/** How a version differs from the one before. */
export interface Comparison extends Counts {
  readonly kind: "compared";
  readonly version: Version;
  /** None where there was no version before. */
  readonly changes: readonly Change[];
  /** The known papers that are new or updated. */
  readonly learned: readonly KnownPaper[];
}

/** A list that was read, with its own title. */
export interface ReadList extends TitledCatalogue {
  readonly kind: "list";
}

/** A version that was read, with what a search has of its titles, and all of that as a store keeps it. */
export interface PackedList extends IndexedCatalogue {
  readonly kind: "list";
  readonly packed: string;
}

/** The problems in a list's files. */
interface Linted {
  readonly kind: "linted";
  readonly problems: readonly FileProblem[];
}

/** Reading took too much. `reason` names the files and says what; it has no full stop. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly reason: string;
}

export function isUnreadable<Outcome>(outcome: Outcome | Unreadable): outcome is Unreadable {
  return (
    typeof outcome === "object" && outcome !== null && "kind" in outcome && outcome.kind === "unreadable"
  );
}

/** Where a new version comes from. */
export interface NextVersion {
  /** The list's id. */
  readonly list: string;
  readonly files: readonly ListFile[];
  /** Null for the first version of a list. */
  readonly before: Version | null;
  /** The ids of papers in other lists; null where there are none. */
  readonly claimsOf?: SharedIdLookup | null;
}

/**
 * Reads lists in a process of its own, within limits of time and memory, so that no list stops the bot. Whatever the
 * process keeps can be made again: where it was ended, the next task starts another one.
 */
export interface Reader {
  /** Equal for readers that read alike: of the same code, with the same data and the same Unicode. */
  readonly fingerprint: string;
  parse(files: readonly ListFile[]): Promise<ReadList | Unreadable>;
  /** @param duplicates which repetitions are problems: by default those within one section */
  lint(files: readonly ListFile[], duplicates?: Duplicates): Promise<Linted | Unreadable>;
  /** A version that was accepted earlier. */
  version(accepted: Omit<Version, "number">): Version;
  /** Reads files that {@link Reader.compare} is given later, so that it takes less time then. */
  readAhead(list: string, files: readonly ListFile[]): Ahead;
  compare(next: NextVersion): Promise<Comparison | Unreadable>;
  catalogueOf(version: Version): Promise<PackedList | Unreadable>;
  /** Frees what the process keeps of a list. Its versions can still be used: they are made again. */
  forget(list: string): Promise<void>;
  close(): void;
}

/** Of all readers together, so that no version is taken for one of another reader. */
let lastNumber = 0;

/**
 * @param processes how many lists are read at a time, each in a process of its own
 * @param concepts with which titles are indexed; null: who searches indexes them
 */
export function createReader(
  { venues }: Pick<VenueRegistry, "venues">,
  limits: ReadingLimits = defaultLimits,
  processes = 1,
  concepts: readonly Concept[] | null = null,
): Reader {
  const data = { venues, concepts };
  const runners = createTaskRunners(data, limits, processes);
  const readAhead = createReadAhead(processes);
  /** The files that could not be read ahead: reading them again would take as long. */
  const unreadable = new WeakMap<readonly ListFile[], Unreadable>();

  /** Turns what a list can cause into an outcome. @throws any other error */
  async function within<Result>(
    files: readonly ListFile[],
    { perform }: TaskRunner,
    work: (run: RunTask) => Promise<Result>,
  ): Promise<Result | Unreadable> {
    try {
      return await perform(work);
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      return { kind: "unreadable", reason: `${files.map(({ path }) => path).join(", ")} ${error.message}` };
    }
  }

  let fingerprint: string | null = null;

  return {
    get fingerprint() {
      fingerprint ??= hash(
        "sha256",
        readFileSync(processFile, "utf8") + JSON.stringify([data, process.versions.unicode]),
      );
      return fingerprint;
    },
    parse: (files) =>
      within(files, runners.any(), async (run) => ({ kind: "list", ...(await run("parse", files)) })),
    lint: (files, duplicates = "section") =>
      within(files, runners.any(), async (run) => {
        return { kind: "linted", problems: await run("lint", { files, duplicates }) };
      }),
    version: (accepted) => ({ ...accepted, number: ++lastNumber }),
    readAhead: (list, files) =>
      readAhead(async () => {
        const work = (run: RunTask) => run("readAhead", { list, files });
        // Whatever else may be wrong is said when it is compared.
        const outcome = await within(files, runners.of(list), work).catch(() => {});
        if (isUnreadable(outcome)) unreadable.set(files, outcome);
      }),
    compare: ({ list, files, before, claimsOf = null }) =>
      within(files, runners.of(list), async (run) => {
        const known = unreadable.get(files);
        if (known !== undefined) return known;
        if (before !== null) await ensure(before, run);
        const ref = { list, number: ++lastNumber };
        const hasOtherLists = claimsOf !== null;
        const task = { version: ref, files, before: before && refOf(before), hasOtherLists };
        const counts = await run("compare", task, claimsOf);
        const changes = await collect(ref, (slice) => run("changes", slice));
        const learned = await collect(ref, (slice) => run("learned", slice));
        const knownPapers = new Map(before?.knownPapers);
        for (const known of learned) knownPapers.set(known.id, known);
        return { kind: "compared", version: { ...ref, files, knownPapers }, changes, learned, ...counts };
      }),
    catalogueOf: (version) =>
      within(version.files, runners.of(version.list), async (run) => {
        await ensure(version, run);
        const packed = await run("pack", refOf(version));
        const catalogue = await unpackCatalogue(packed);
        if (catalogue === null) throw new Error("What was read has not arrived whole.");
        return { kind: "list", ...catalogue, packed };
      }),
    async forget(list) {
      await runners.of(list).perform((run) => run("forget", list));
      runners.forget(list);
    },
    close: runners.close,
  };
}

/** Makes a version again that the process does not keep. */
async function ensure(version: Version, run: RunTask): Promise<void> {
  if (await run("keeps", refOf(version))) return;
  const { list, files, knownPapers } = version;
  const known = [...knownPapers.values()];
  for (let from = 0; from < known.length; from += sliceSize)
    await run("learn", { list, known: known.slice(from, from + sliceSize) });
  await run("restore", { version: refOf(version), files, learned: known.length });
}

async function collect<Item>(
  version: VersionRef,
  slice: (task: SliceTask) => Promise<Slice<Item>>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (;;) {
    const { items, total } = await slice({ version: refOf(version), from: all.length });
    all.push(...items);
    if (all.length >= total || items.length === 0) return all;
  }
}

function refOf({ list, number }: VersionRef): VersionRef {
  return { list, number };
}
