import type { ListFile } from "../catalogue/list-file.js";
import { readBlobs } from "./blobs.js";
import type { RepositoryGit } from "./git.js";
import type { ListCommit } from "./list-commits.js";
import { type ListText, readListText } from "./list-text.js";

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
interface FileText {
  readonly path: string;
  readonly text: ListText | null;
}

/** The object ids of all files of these commits, each once, in order of first use. */
export function oidsOf(commits: readonly ListCommit[]): readonly string[] {
  return [...new Set(commits.flatMap(({ files }) => files.flatMap(({ oid }) => oid ?? [])))];
}

/**
 * Reads the list in one commit after the other: the returned function must be called with each of them, in order. A
 * file that several commits share is read once, and kept until the last of them.
 *
 * @param pages what the addresses of the repository's files begin with
 */
export function createTextReader(
  git: RepositoryGit,
  commits: readonly ListCommit[],
  pages?: string,
): (commit: ListCommit) => Promise<RevisionText> {
  const lastUse = new Map(commits.flatMap((commit) => commit.files.map(({ oid }) => [oid, commit])));
  // Both are in the order of the commits, so the next blob is that of the first object id not read yet.
  const blobs = readBlobs(git, oidsOf(commits));
  const texts = new Map<string, ListText>();
  return async (commit) => {
    for (const { oid } of commit.files) {
      if (oid === null || texts.has(oid)) continue;
      const { value: blob = { kind: "missing" } } = await blobs.next();
      texts.set(oid, readListText(blob));
    }
    const files = commit.files.map(({ path, oid, problem }) => ({
      path,
      text: problem === undefined ? (oid && texts.get(oid)) || null : notAList(problem),
    }));
    for (const { oid } of commit.files) if (oid && lastUse.get(oid) === commit) texts.delete(oid);
    return toRevisionText(files, pages);
  };
}

function notAList(reason: string): ListText {
  return { kind: "not-a-list", reason };
}

/**
 * Combines the files of a list. A missing file counts as empty if another one exists, as lists gain and lose files. A
 * file that cannot be a list makes the whole revision unusable: otherwise its papers would count as removed.
 */
export function toRevisionText(files: readonly FileText[], pages?: string): RevisionText {
  if (files.every(({ text }) => text === null)) return { kind: "not-a-list", reason: noFile(files) };
  const read: ListFile[] = [];
  let hasConflict = false;
  for (const { path, text } of files) {
    if (text?.kind === "not-a-list") return { kind: "not-a-list", reason: `${path} ${text.reason}` };
    read.push({ path, markdown: text?.markdown ?? "" });
    hasConflict ||= text?.hasConflict ?? false;
  }
  return { kind: "files", files: withPages(read, pages), hasConflict };
}

/** The files of a list, with the address of their repository's pages if it is known. */
export function withPages(files: readonly ListFile[], pages: string | undefined): readonly ListFile[] {
  return pages === undefined ? files : files.map((file) => ({ ...file, pages }));
}

function noFile(files: readonly FileText[]): string {
  const names = files.map(({ path }) => path).join(", ");
  return files.length === 1
    ? `${names} is not there: set the path (UPSTREAM_PATH, or paths of the list) to that of the list`
    : `none of ${names} is there: set the paths of the list to those of its files`;
}
