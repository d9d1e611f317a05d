import type { ListFile } from "../catalogue/list-file.js";
import type { SharedIds } from "../catalogue/shared-ids.js";
import type { Reader, Unreadable } from "./reader.js";
import type { IndexedCatalogue } from "./tasks.js";

/** Reads a list that is a file, without a history: its papers have the ids that they have in the lists read before it. */
export async function readAmong(
  reader: Reader,
  list: string,
  files: readonly ListFile[],
  sharedIds: SharedIds,
): Promise<({ readonly kind: "list" } & IndexedCatalogue) | Unreadable> {
  const claimsOf = sharedIds.lookupFor(list);
  const compared = await reader.compare({ list, files, before: null, claimsOf });
  if (compared.kind === "unreadable") return compared;
  const read = await reader.catalogueOf(compared.version);
  if (read.kind === "list") sharedIds.update(list, compared.version.knownPapers);
  return read;
}
