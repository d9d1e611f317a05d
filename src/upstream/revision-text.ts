import type { ListFile } from "../catalogue/list-file.js";
import type { ListText } from "./list-text.js";

/** What the files of a list hold in one revision, before they are parsed. */
export type RevisionText =
  | {
      readonly kind: "files";
      readonly files: readonly ListFile[];
      /** A merge was committed with its conflict in one of them. */
      readonly hasConflict: boolean;
    }
  | {
      readonly kind: "not-a-list";
      /** Which file is what instead: `README.md is empty`. */
      readonly reason: string;
    };

/** One file of a revision; null where it is not there. */
export interface FileText {
  readonly path: string;
  readonly text: ListText | null;
}

/**
 * Makes one list of its files. A file that is not there is empty as long as another one is: a list may grow and lose
 * files. One that can be no list spoils the revision, as the papers in it are not gone.
 */
export function toRevisionText(files: readonly FileText[]): RevisionText {
  if (files.every(({ text }) => text === null)) return { kind: "not-a-list", reason: nothingThere(files) };
  const read: ListFile[] = [];
  let hasConflict = false;
  for (const { path, text } of files) {
    if (text?.kind === "not-a-list") return { kind: "not-a-list", reason: `${path} ${text.reason}` };
    read.push({ path, markdown: text?.markdown ?? "" });
    hasConflict ||= text?.hasConflict ?? false;
  }
  return { kind: "files", files: read, hasConflict };
}

function nothingThere(files: readonly FileText[]): string {
  const names = files.map(({ path }) => path).join(", ");
  return files.length === 1
    ? `${names} is not there: set the path (UPSTREAM_PATH, or paths of the list) to where the list is`
    : `none of ${names} is there: set the list's paths to where it is`;
}
