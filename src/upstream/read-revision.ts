import type { Change } from "../catalogue/change.js";
import { type ListFile, lengthOf } from "../catalogue/list-file.js";
import type { SharedIdLookup } from "../catalogue/shared-ids.js";
import type { Ahead } from "../reading/read-ahead.js";
import type { Comparison, PackedList, Reader, Version } from "../reading/reader.js";
import { UpstreamError } from "./git.js";
import { countConflicts } from "./list-text.js";
import type { RevisionText } from "./read-texts.js";
import { surgeReason } from "./surge-guard.js";
import { isGarbled, lossOf } from "./text-damage.js";

/** How the revisions of one list are read. */
export interface ListReading {
  readonly reader: Reader;
  /** The list's id. */
  readonly list: string;
  /** More papers added at once are announced as one digest. */
  readonly surge: number;
  /** The ids of papers in other lists; null as long as there are none. Asked at each revision. */
  readonly sharedIds?: () => SharedIdLookup | null;
  /** Characters of all files together; default: unlimited. */
  readonly maxLength?: number;
}

/** A revision after it was read, and whether it may be announced. */
export type Reading =
  | {
      readonly kind: "list";
      readonly version: Version;
      /** What differs from the accepted version. */
      readonly changes: readonly Change[];
      /** The known papers that are new or updated. */
      readonly learned: Comparison["learned"];
      /** Papers that were added and removed. */
      readonly added: number;
      readonly removed: number;
      /** Why it is held for the operator; null if it may be announced. */
      readonly heldReason: string | null;
    }
  | { readonly kind: "not-a-list"; readonly reason: string };

/**
 * Reads one revision's text and compares it with the last accepted version. Null on the first check, which announces
 * nothing, so it is never held. The watcher and `paperboy replay` share it.
 */
export async function readRevision(
  text: RevisionText,
  accepted: Version | null,
  { reader, list, sharedIds = () => null, maxLength = Number.POSITIVE_INFINITY }: ListReading,
): Promise<Reading> {
  if (text.kind === "not-a-list") return text;
  const { files } = text;
  const names = files.map(({ path }) => path).join(", ");
  const length = lengthOf(files);
  if (length > maxLength) {
    const [has, max] = [length, maxLength].map((characters) => (characters / 1e6).toFixed(1));
    return { kind: "not-a-list", reason: `${names} has ${has} MB, more than the maximum of ${max} MB` };
  }
  const compared = await reader.compare({ list, files, before: accepted, claimsOf: sharedIds() });
  if (compared.kind === "unreadable") return { kind: "not-a-list", reason: compared.reason };
  const { version, changes, learned, papers, before, added, removed } = compared;
  if (papers === 0 && before > 0) {
    const noPaper = files.length === 1 ? `${names} has no paper` : `none of ${names} has a paper`;
    return { kind: "not-a-list", reason: `${noPaper} in it that could be read` };
  }
  const heldReason =
    accepted &&
    surgeReason({
      ...compared,
      // A conflict that is in the accepted version was released by the operator.
      hasConflict: text.hasConflict && conflictsIn(files) > conflictsIn(accepted.files),
      isGarbled: isGarbled(files, accepted.files),
      loss: removed > 0 ? lossOf(files, accepted.files) : null,
    });
  return { kind: "list", version, changes, learned, added, removed, heldReason };
}

function conflictsIn(files: readonly ListFile[]): number {
  return files.reduce((sum, { markdown }) => sum + countConflicts(markdown), 0);
}

/** Reads a text that {@link readRevision} is given later, so that it takes less time then. */
export function readAhead(
  text: RevisionText,
  { reader, list, maxLength = Number.POSITIVE_INFINITY }: ListReading,
): Ahead | null {
  if (text.kind === "not-a-list" || lengthOf(text.files) > maxLength) return null;
  return reader.readAhead(list, text.files);
}

/** The papers of an accepted version. @throws {UpstreamError} if they cannot be read within the limits */
export async function catalogueOf({ reader }: ListReading, version: Version): Promise<PackedList> {
  const catalogue = await reader.catalogueOf(version);
  if (catalogue.kind === "unreadable") throw new UpstreamError(`${catalogue.reason}.`);
  return catalogue;
}
