import { readBlobs } from "./blobs.js";
import type { Git, GitOptions } from "./git.js";
import type { Touch } from "./history.js";
import { type ListText, readListText } from "./list-text.js";
import { type RevisionText, toRevisionText } from "./revision-text.js";

/** A commit with the list's text in it. Where git fails, that is the last item. */
export type TouchText =
  | { readonly kind: "read"; readonly touch: Touch; readonly text: RevisionText }
  | { readonly kind: "failed"; readonly touch: Touch; readonly message: string };

/** What is in the files of a row of commits, each once, in the order in which they are met. */
export function oidsOf(touches: readonly Touch[]): readonly string[] {
  return [...new Set(touches.flatMap(({ files }) => files.flatMap(({ oid }) => oid ?? [])))];
}

/** Reads the list in each of these commits. A file that several of them share is read once, and kept until the last one. */
export async function* readTexts(
  git: Git,
  gitDir: string,
  touches: readonly Touch[],
  options: GitOptions,
): AsyncGenerator<TouchText> {
  const oids = oidsOf(touches);
  const lastUse = new Map(touches.flatMap(({ files }, index) => files.map(({ oid }) => [oid, index])));
  // The next blob is that of the next object id that was not read yet, as both are in the order of the commits.
  const blobs = readBlobs(git, gitDir, oids, options);
  const texts = new Map<string, ListText>();
  for (const [index, touch] of touches.entries()) {
    const missing = new Set(touch.files.flatMap(({ oid }) => (oid === null || texts.has(oid) ? [] : oid)));
    for (const oid of missing) {
      const { value: blob } = await blobs.next();
      if (!blob || blob.kind === "failed") {
        yield {
          kind: "failed",
          touch,
          message: blob?.message ?? "git gave fewer files than it was asked for.",
        };
        return;
      }
      texts.set(oid, readListText(blob));
    }
    const files = touch.files.map(({ path, oid }) => ({ path, text: (oid && texts.get(oid)) || null }));
    yield { kind: "read", touch, text: toRevisionText(files) };
    for (const oid of texts.keys()) if (lastUse.get(oid) === index) texts.delete(oid);
  }
}
