import { readBlobs } from "./blobs.js";
import type { Git, GitOptions } from "./git.js";
import type { ListCommit } from "./list-commits.js";
import { type ListText, readListText } from "./list-text.js";
import { type RevisionText, toRevisionText } from "./revision-text.js";

/** The list's text in one commit. A failure of git is the last item. */
export type CommitText =
  | { readonly kind: "read"; readonly commit: ListCommit; readonly text: RevisionText }
  | { readonly kind: "failed"; readonly commit: ListCommit; readonly message: string };

/** The object ids of all files of these commits, each once, in order of first use. */
export function oidsOf(commits: readonly ListCommit[]): readonly string[] {
  return [...new Set(commits.flatMap(({ files }) => files.flatMap(({ oid }) => oid ?? [])))];
}

/** Reads the list in each commit. A file that several commits share is read once, and kept until the last of them. */
export async function* readTexts(
  git: Git,
  gitDir: string,
  commits: readonly ListCommit[],
  options: GitOptions,
): AsyncGenerator<CommitText> {
  const oids = oidsOf(commits);
  const lastUse = new Map(commits.flatMap(({ files }, index) => files.map(({ oid }) => [oid, index])));
  // Both are in the order of the commits, so the next blob is that of the first object id not read yet.
  const blobs = readBlobs(git, gitDir, oids, options);
  const texts = new Map<string, ListText>();
  for (const [index, commit] of commits.entries()) {
    const missing = new Set(commit.files.flatMap(({ oid }) => (oid === null || texts.has(oid) ? [] : oid)));
    for (const oid of missing) {
      const { value: blob } = await blobs.next();
      if (!blob || blob.kind === "failed") {
        yield {
          kind: "failed",
          commit,
          message: blob?.message ?? "git returned fewer files than were requested.",
        };
        return;
      }
      texts.set(oid, readListText(blob));
    }
    const files = commit.files.map(({ path, oid }) => ({ path, text: (oid && texts.get(oid)) || null }));
    yield { kind: "read", commit, text: toRevisionText(files) };
    for (const oid of texts.keys()) if (lastUse.get(oid) === index) texts.delete(oid);
  }
}
