import { type CatalogueStep, type CatalogueVersion, nextVersion } from "../catalogue/diff.js";
import type { SharedIdLookup } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { Catalogue } from "../catalogue/paper.js";
import { createListReader, type ListReader } from "../catalogue/parse-list.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { RevisionText } from "./read-texts.js";
import { surgeReason } from "./surge-guard.js";

/** The last accepted version of a list: the next one is compared with it. */
export type AcceptedVersion = CatalogueVersion;

const emptyVersion: CatalogueVersion = { papers: [], knownPapers: new Map() };

/** How the revisions of one list are read. */
export interface Reader {
  readonly venues: VenueRegistry;
  /** More papers added at once are held. */
  readonly surge: number;
  /** The id of a paper in other lists. */
  readonly sharedIdOf?: SharedIdLookup;
  /** Characters of all files together; default: unlimited. Parsing a longer list would delay all other work. */
  readonly maxLength?: number;
  /** Caches what it read, so that the next revision costs little more than its changes. */
  readonly list: ListReader;
}

export function createReader(venues: VenueRegistry, options: Omit<Reader, "venues" | "list">): Reader {
  return { venues, ...options, list: createListReader(venues) };
}

/** A revision after it was read, and whether it may be announced. */
export type Reading =
  | {
      readonly kind: "list";
      readonly files: readonly ListFile[];
      readonly catalogue: Catalogue;
      readonly difference: CatalogueStep;
      /** Why it is held for the operator; null if it may be announced. */
      readonly heldReason: string | null;
    }
  | { readonly kind: "not-a-list"; readonly reason: string };

/**
 * Reads one revision's text and compares it with the last accepted version. Null on the first check, which announces
 * nothing, so it is never held. The watcher and `paperboy replay` share it.
 */
export function readRevision(
  text: RevisionText,
  accepted: AcceptedVersion | null,
  { venues, surge, list, sharedIdOf, maxLength = Number.POSITIVE_INFINITY }: Reader,
): Reading {
  if (text.kind === "not-a-list") return text;
  const { files, hasConflict } = text;
  const names = files.map(({ path }) => path).join(", ");
  const length = files.reduce((sum, { markdown }) => sum + markdown.length, 0);
  if (length > maxLength) {
    const [has, max] = [length, maxLength].map((characters) => (characters / 1e6).toFixed(1));
    return { kind: "not-a-list", reason: `${names} has ${has} MB, more than the maximum of ${max} MB` };
  }
  const { papers, problems } = list.read(files);
  if (papers.length === 0 && accepted && accepted.papers.length > 0) {
    const noPaper = files.length === 1 ? `${names} has no paper` : `none of ${names} has a paper`;
    return { kind: "not-a-list", reason: `${noPaper} in it that could be read` };
  }
  const difference = nextVersion(accepted ?? emptyVersion, { papers }, venues, undefined, sharedIdOf);
  const { added, removed } = difference;
  const counts = { before: accepted?.papers.length ?? 0, added: added.length, removed: removed.length };
  return {
    kind: "list",
    files,
    catalogue: { papers: difference.papers, problems },
    difference,
    heldReason: accepted && surgeReason({ ...counts, hasConflict }, surge),
  };
}
