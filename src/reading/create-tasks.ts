import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import type { Change } from "../catalogue/change.js";
import { dataFormatOf } from "../catalogue/data/data-format.js";
import { type CatalogueStep, type CatalogueVersion, diffCatalogues, nextVersion } from "../catalogue/diff.js";
import type { KnownPaper } from "../catalogue/known-paper.js";
import { lintList } from "../catalogue/lint-list.js";
import { type ListFile, lengthOf } from "../catalogue/list-file.js";
import { listTitle } from "../catalogue/list-title.js";
import type { SharedClaim } from "../catalogue/match-other-list.js";
import type { Problem } from "../catalogue/paper.js";
import { createListReader, type ListReader, type ReadList } from "../catalogue/parse-list.js";
import { syntaxOf } from "../catalogue/source/syntax.js";
import { stepAmongLists } from "../catalogue/step-among-lists.js";
import { createVenueRegistry, type Venue } from "../catalogue/venues.js";
import { optimiseFor } from "../programs/optimise-late.js";
import { lookUpConcepts } from "../search/concepts.js";
import type { Concept } from "../search/expansions.js";
import { indexTitle } from "../search/indexed-title.js";
import { countRenamed, countRetitled } from "./count-retitled.js";
import { countStanding } from "./count-standing.js";
import { countUnlinked } from "./count-unlinked.js";
import { packCatalogue } from "./packed-catalogue.js";
import {
  type SharedIdsAnswer,
  type SharedIdsQuestion,
  type Slice,
  type SliceTask,
  sliceSize,
  type Tasks,
  type VersionRef,
} from "./tasks.js";
import { toChanges } from "./to-changes.js";

/** A version that is kept, so that the next one is compared with it. */
interface KeptVersion extends CatalogueVersion {
  readonly title: string | null;
  readonly problems: readonly Problem[];
  readonly changes: readonly Change[];
  readonly learned: readonly KnownPaper[];
}

interface KeptList {
  /** Caches what it read, so that the next revision costs little more than its changes. */
  readonly reader: ListReader;
  /** By number: the last one compared, and the one that it was compared with. */
  versions: ReadonlyMap<number, KeptVersion>;
  /** For the next `restore`. */
  known: Map<string, KnownPaper>;
}

/** What was read before it is asked for. */
interface Ahead {
  readonly files: readonly ListFile[];
  readonly read: ReadList;
}

/** Characters of the lists that are kept: what is made of them takes some hundred bytes for each. */
const maxKeptLength = 2_000_000;

/**
 * What the reading process does.
 *
 * @param conceptList with which titles are indexed; null: they are not
 * @param ask asks the bot which ids papers have in other lists: those are not in this process
 */
export function createTasks(
  venueList: readonly Venue[],
  conceptList: readonly Concept[] | null,
  ask: (papers: SharedIdsQuestion) => Promise<SharedIdsAnswer>,
): Tasks {
  const venues = createVenueRegistry(venueList);
  const concepts = conceptList && lookUpConcepts(conceptList);
  /** A list that is not among the last ones is read again as a whole. */
  const lists = new LRUCache<string, KeptList>({ maxSize: maxKeptLength });
  /** By list, until they are used: the bot has few read at a time. */
  const aheads = new Map<string, Ahead>();

  /** @param files what is read of it; none yet while its known papers arrive */
  function listOf(id: string, files: readonly ListFile[] = []): KeptList {
    const list = lists.get(id) ?? { reader: createListReader(venues), versions: new Map(), known: new Map() };
    optimiseFor(lengthOf(files));
    const length = lengthOf(files) + 1;
    // A size is taken from a new entry only.
    lists.delete(id);
    // The list that is being read is kept, however long it is.
    lists.set(id, list, { size: Math.min(length, maxKeptLength) });
    return list;
  }

  function find({ list, number }: VersionRef): KeptVersion | null {
    return lists.get(list)?.versions.get(number) ?? null;
  }

  function versionOf(version: VersionRef): KeptVersion {
    const kept = find(version);
    if (kept === null) throw new Error(`Version ${version.number} of ${version.list} is not kept any more.`);
    return kept;
  }

  /** The next version. */
  async function stepFrom(
    old: CatalogueVersion,
    read: ReadList,
    hasOtherLists: boolean,
  ): Promise<CatalogueStep> {
    if (!hasOtherLists) return nextVersion(old, read, venues);
    const steps = stepAmongLists(old, read, venues);
    let next = steps.next();
    while (!next.done) {
      const claims: (readonly SharedClaim[])[] = [];
      for (let from = 0; from < next.value.length; from += sliceSize)
        claims.push(...(await ask(next.value.slice(from, from + sliceSize))));
      next = steps.next(claims);
    }
    return next.value;
  }

  function sliceOf<Item>(
    { version, from }: SliceTask,
    itemsOf: (kept: KeptVersion) => readonly Item[],
  ): Slice<Item> {
    const items = itemsOf(versionOf(version));
    return { items: items.slice(from, from + sliceSize), total: items.length };
  }

  /** What was read ahead of these files, which is kept no longer; null for nothing. */
  function takeAhead(list: string, files: readonly ListFile[]): ReadList | null {
    const ahead = aheads.get(list);
    aheads.delete(list);
    return ahead !== undefined && isDeepStrictEqual(ahead.files, files) ? ahead.read : null;
  }

  return {
    parse(files) {
      optimiseFor(lengthOf(files));
      const { papers, problems } = createListReader(venues).read(files);
      return { title: titleOf(files), papers, problems };
    },
    lint({ files, duplicates }) {
      optimiseFor(lengthOf(files));
      return lintList(files, venues, duplicates);
    },
    readAhead({ list, files }) {
      aheads.set(list, { files, read: listOf(list, files).reader.read(files) });
    },
    learn({ list, known }) {
      const kept = listOf(list);
      for (const each of known) kept.known.set(each.id, each);
    },
    restore({ version, files, learned }) {
      const list = listOf(version.list, files);
      const { known } = list;
      list.known = new Map();
      if (known.size !== learned) throw new Error(`${known.size} of ${learned} known papers have arrived`);
      const read = list.reader.read(files);
      const { papers, knownPapers } = diffCatalogues({ papers: [] }, read, venues, known);
      const title = titleOf(files);
      const { problems, passedOver } = read;
      const kept = { papers, knownPapers, passedOver, title, problems, changes: [], learned: [] };
      list.versions = new Map([[version.number, kept]]);
    },
    forget(list) {
      lists.delete(list);
      aheads.delete(list);
    },
    keeps: (version) => find(version) !== null,
    async compare({ version, files, before, hasOtherLists }) {
      const list = listOf(version.list, files);
      const old = before && versionOf(before);
      const read = takeAhead(version.list, files) ?? list.reader.read(files);
      const step = await stepFrom(old ?? { papers: [], knownPapers: new Map() }, read, hasOtherLists);
      const { papers, knownPapers, learned, added, removed } = step;
      const changes = old === null ? [] : toChanges(step, old.papers);
      const title = titleOf(files);
      const { problems, passedOver } = read;
      const kept = { papers, knownPapers, passedOver, title, problems, changes, learned };
      list.versions = new Map([
        ...(before && old ? [[before.number, old] as const] : []),
        [version.number, kept] as const,
      ]);
      return {
        papers: papers.length,
        before: old?.papers.length ?? 0,
        added: added.length,
        removed: removed.length,
        retitled: countRetitled(added, old?.papers ?? []),
        renamed: countRenamed(step.edited),
        unlinked: countUnlinked(step.edited),
        standing: countStanding(removed, papers, files),
        unread: read.problems.length,
        unreadBefore: old?.problems.length ?? 0,
      };
    },
    pack(version) {
      const { title, papers, problems } = versionOf(version);
      const titles = concepts && papers.map((paper) => indexTitle(paper.title, concepts));
      return packCatalogue({ title, papers, problems, titles });
    },
    changes: (task) => sliceOf(task, ({ changes }) => changes),
    learned: (task) => sliceOf(task, ({ learned }) => learned),
  };
}

function titleOf([first]: readonly ListFile[]): string | null {
  if (first === undefined || dataFormatOf(first.path) !== null) return null;
  return listTitle(first.markdown, syntaxOf(first.path));
}
