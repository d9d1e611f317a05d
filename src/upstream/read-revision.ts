import { type CatalogueStep, type CatalogueVersion, nextVersion } from "../catalogue/diff.js";
import type { SharedIdLookup } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { Catalogue } from "../catalogue/paper.js";
import { createListReader, type ListReader } from "../catalogue/parse-list.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { RevisionText } from "./revision-text.js";
import { defaultSurge, judge } from "./surge-guard.js";

/** The last accepted version of a list, as the next one is compared with it. */
export type Accepted = CatalogueVersion;

const nothing: CatalogueVersion = { papers: [], knownPapers: new Map() };

/** How the revisions of one list are read. */
export interface Reader {
  readonly venues: VenueRegistry;
  /** More papers added at once are held. */
  readonly surge: number;
  /** What other lists know a paper by. */
  readonly idElsewhere?: SharedIdLookup;
  /** Characters of all files together: a list of more is not read, as reading takes its time from everybody. */
  readonly maxLength: number;
  /** Remembers what it read, so that the next revision costs little more than what changed in it. */
  readonly list: ListReader;
}

/** What of a reader is not the same for all lists. */
export type ReaderOptions = Partial<Pick<Reader, "surge" | "idElsewhere" | "maxLength">>;

export function createReader(venues: VenueRegistry, options: ReaderOptions = {}): Reader {
  return {
    venues,
    surge: defaultSurge,
    maxLength: Number.POSITIVE_INFINITY,
    ...options,
    list: createListReader(venues),
  };
}

/** What a revision's text reads as. */
interface Version {
  readonly files: readonly ListFile[];
  readonly catalogue: Catalogue;
  /** What it changes. */
  readonly difference: CatalogueStep;
}

/** A revision after it was read: what it changes, and whether that may be told. */
export type Reading =
  | ({ readonly kind: "fine" } & Version)
  | ({ readonly kind: "held"; readonly reason: string } & Version)
  | { readonly kind: "not-a-list"; readonly reason: string };

/**
 * Reads one revision's text against the last accepted version; `null` for a first sight, which is told to nobody and
 * so never held. Used by the watcher and by `paperboy replay` alike.
 */
export function readRevision(
  text: RevisionText,
  accepted: Accepted | null,
  { venues, surge, list, idElsewhere, maxLength }: Reader,
): Reading {
  if (text.kind === "not-a-list") return text;
  const length = text.files.reduce((sum, { markdown }) => sum + markdown.length, 0);
  if (length > maxLength) {
    const [has, most] = [length, maxLength].map((characters) => (characters / 1e6).toFixed(1));
    return {
      kind: "not-a-list",
      reason: `${namesOf(text.files)} has ${has} MB, more than the ${most} MB of a list`,
    };
  }
  const parsed = list.read(text.files);
  if (parsed.papers.length === 0 && accepted && accepted.papers.length > 0) {
    return { kind: "not-a-list", reason: noPaper(text.files) };
  }
  const difference = nextVersion(accepted ?? nothing, parsed, venues, undefined, idElsewhere);
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
