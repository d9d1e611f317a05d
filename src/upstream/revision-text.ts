import type { ListFile } from "../catalogue/list-file.js";
import type { ListText } from "./list-text.js";

/** The text of a list in one revision, before it is parsed. */
export type RevisionText =
  | {
      readonly kind: "files";
      readonly files: readonly ListFile[];
      /** One of them contains an unresolved merge conflict. */
      readonly hasConflict: boolean;
    }
  | {
      readonly kind: "not-a-list";
      /** Which file is what instead: `README.md is empty`. */
      readonly reason: string;
    };

/** One file of a revision; the text is null if the file is missing. */
export interface FileText {
  readonly path: string;
  readonly text: ListText | null;
}

/**
 * Combines the files of a list. A missing file counts as empty if another one exists, as lists gain and lose files. A
 * file that cannot be a list makes the whole revision unusable: otherwise its papers would count as removed.
 */
export function toRevisionText(files: readonly FileText[]): RevisionText {
  if (files.every(({ text }) => text === null)) return { kind: "not-a-list", reason: noFile(files) };
  const read: ListFile[] = [];
  let hasConflict = false;
  for (const { path, text } of files) {
    if (text?.kind === "not-a-list") return { kind: "not-a-list", reason: `${path} ${text.reason}` };
    read.push({ path, markdown: text?.markdown ?? "" });
    hasConflict ||= text?.hasConflict ?? false;
  }
  return { kind: "files", files: read, hasConflict };
}

function noFile(files: readonly FileText[]): string {
  const names = files.map(({ path }) => path).join(", ");
  return files.length === 1
    ? `${names} is not there: set the path (UPSTREAM_PATH, or paths of the list) to that of the list`
    : `none of ${names} is there: set the paths of the list to those of its files`;
}
