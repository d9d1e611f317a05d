import { isDeepStrictEqual } from "node:util";
import { listTitle } from "../catalogue/list-title.js";
import type { Catalogue, Paper } from "../catalogue/paper.js";
import { parseList } from "../catalogue/parse-list.js";
import { type Data, defaultList } from "../data.js";
import type { Library } from "../discord/context.js";
import { readList } from "../read-list.js";
import { createSearch } from "../search/search.js";
import type { Vocabulary } from "../search/vocabulary.js";
import type { Config } from "../settings.js";
import type { ListVersion } from "../upstream/served-list.js";

type ListFacts = Pick<Library, "name" | "url" | "revision"> & { readonly catalogue: Catalogue };

/** Makes a list ready to be served: its catalogue and the index over it, which are replaced together. */
export function createLibrary(list: ListFacts, vocabulary: Vocabulary): Library {
  const { papers } = list.catalogue;
  return { ...list, byId: byIdOf(papers), search: createSearch(papers, vocabulary) };
}

/**
 * The library of a list that was read upstream, after the `last` one that was served; `page` is where people can read
 * it. Where little has changed the index is taken over, which costs what the change costs and no more.
 */
export function nextLibrary(
  { catalogue, files, revision }: ListVersion,
  page: string | null,
  { last, config, data }: { readonly last: Library; readonly config: Config; readonly data: Data },
): Library {
  const title = files.map(({ markdown }) => listTitle(markdown)).find((each) => each !== null);
  const name = config.LIST_NAME ?? title ?? "Papers";
  const list = { name, url: config.LIST_URL ?? page, revision, catalogue };
  const byId = byIdOf(catalogue.papers);
  const gone = last.catalogue.papers.filter(({ id }) => !byId.has(id));
  const changed = catalogue.papers.filter((paper) => !isSameEntry(paper, last.byId.get(paper.id)));
  if ((gone.length + changed.length) * 4 > catalogue.papers.length)
    return createLibrary(list, data.vocabulary);
  const removed = [...gone, ...changed.flatMap(({ id }) => last.byId.get(id) ?? [])];
  return { ...list, byId, search: last.search.update({ added: changed, removed }) };
}

function byIdOf(papers: readonly Paper[]): ReadonlyMap<string, Paper> {
  return new Map(papers.map((paper) => [paper.id, paper]));
}

/** Whether two entries say the same, wherever in the list they stand. */
function isSameEntry(paper: Paper, before: Paper | undefined): boolean {
  return before !== undefined && isDeepStrictEqual({ ...paper, line: 0 }, { ...before, line: 0 });
}

/**
 * What is served before upstream was read: the list's file; nothing, where only upstream has the list.
 *
 * @throws {UsageError} where the file can not be read.
 */
export async function firstLibrary(config: Config, data: Data): Promise<Library> {
  const file = config.LIST_FILE ?? (config.UPSTREAM_URL === null ? defaultList : null);
  const markdown = file === null ? "" : await readList(file);
  const name = config.LIST_NAME ?? listTitle(markdown) ?? "Papers";
  const catalogue = file === null ? { papers: [], problems: [] } : parseList(markdown, data.venues);
  return createLibrary({ name, url: config.LIST_URL, revision: null, catalogue }, data.vocabulary);
}
