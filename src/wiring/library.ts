import { listTitle } from "../catalogue/list-title.js";
import type { Catalogue } from "../catalogue/paper.js";
import { parseList } from "../catalogue/parse-list.js";
import { type Data, defaultList } from "../data.js";
import type { Library } from "../discord/context.js";
import { readList } from "../read-list.js";
import { createSearch } from "../search/search.js";
import type { Vocabulary } from "../search/vocabulary.js";
import type { Config } from "../settings.js";
import type { ListVersion } from "../upstream/served-list.js";

/** Makes a list ready to be served: its catalogue and the index over it, which are replaced together. */
export function createLibrary(
  list: Pick<Library, "name" | "url" | "revision"> & { readonly catalogue: Catalogue },
  vocabulary: Vocabulary,
): Library {
  const { papers } = list.catalogue;
  return {
    ...list,
    byId: new Map(papers.map((paper) => [paper.id, paper])),
    search: createSearch(papers, vocabulary),
  };
}

/** The library of a list that was read upstream; `page` is where people can read it. */
export function libraryOf(
  { catalogue, markdown, revision }: ListVersion,
  page: string | null,
  config: Config,
  data: Data,
): Library {
  const name = config.LIST_NAME ?? listTitle(markdown) ?? "Papers";
  return createLibrary({ name, url: config.LIST_URL ?? page, revision, catalogue }, data.vocabulary);
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
