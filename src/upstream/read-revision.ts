import { type CatalogueStep, type CatalogueVersion, nextVersion } from "../catalogue/diff.js";
import type { SharedIdLookup } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { Catalogue } from "../catalogue/paper.js";
import { createListReader, type ListReader } from "../catalogue/parse-list.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { RevisionText } from "./revision-text.js";
import { judge } from "./surge-guard.js";

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
  /** Characters of all files together. A longer list is not read: parsing it would delay all other work. */
  readonly maxLength: number;
  /** Caches what it read, so that the next revision costs little more than its changes. */
  readonly list: ListReader;
}

/** `maxLength` is unlimited by default. */
export type ReaderOptions = Pick<Reader, "surge"> & Partial<Pick<Reader, "sharedIdOf" | "maxLength">>;

export function createReader(venues: VenueRegistry, options: ReaderOptions): Reader {
  return {
    venues,
    maxLength: Number.POSITIVE_INFINITY,
    ...options,
    list: createListReader(venues),
  };
}

interface Version {
  readonly files: readonly ListFile[];
  readonly catalogue: Catalogue;
  readonly difference: CatalogueStep;
}

/** A revision after it was read, and whether it may be announced. */
export type Reading =
  | ({ readonly kind: "fine" } & Version)
  | ({ readonly kind: "held"; readonly reason: string } & Version)
  | { readonly kind: "not-a-list"; readonly reason: string };

/**
 * Reads one revision's text and compares it with the last accepted version. Null on the first check, which announces
 * nothing, so it is never held. The watcher and `paperboy replay` share it.
 */
export function readRevision(
  text: RevisionText,
  accepted: AcceptedVersion | null,
  { venues, surge, list, sharedIdOf, maxLength }: Reader,
): Reading {
  if (text.kind === "not-a-list") return text;
  const length = text.files.reduce((sum, { markdown }) => sum + markdown.length, 0);
  if (length > maxLength) {
    const [has, max] = [length, maxLength].map((characters) => (characters / 1e6).toFixed(1));
    return {
      kind: "not-a-list",
      reason: `${namesOf(text.files)} has ${has} MB, more than the maximum of ${max} MB`,
    };
  }
  const parsed = list.read(text.files);
  if (parsed.papers.length === 0 && accepted && accepted.papers.length > 0) {
    return { kind: "not-a-list", reason: noPaper(text.files) };
  }
  const difference = nextVersion(accepted ?? emptyVersion, parsed, venues, undefined, sharedIdOf);
  const catalogue = { papers: difference.papers, problems: parsed.problems };
  const version = { files: text.files, catalogue, difference };
  if (!accepted) return { kind: "fine", ...version };
  const verdict = judge(
    {
      before: accepted.papers.length,
      added: difference.added.length,
      removed: difference.removed.length,
      hasConflict: text.hasConflict,
    },
    surge,
  );
  return verdict.kind === "fine" ? { kind: "fine", ...version } : { ...verdict, ...version };
}

function noPaper(files: readonly ListFile[]): string {
  const names = namesOf(files);
  return files.length === 1
    ? `${names} has no paper in it that could be read`
    : `none of ${names} has a paper in it that could be read`;
}

function namesOf(files: readonly ListFile[]): string {
  return files.map(({ path }) => path).join(", ");
}
