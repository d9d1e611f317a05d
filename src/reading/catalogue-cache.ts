import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { ListFile } from "../catalogue/list-file.js";
import type { TitledCatalogue } from "./tasks.js";

/** What was read of a list, kept over a restart so that it need not be read again. Losing it costs reading it once. */
export interface CatalogueCache {
  /** Null where these files were not read by this reader. */
  load(files: readonly ListFile[]): Promise<TitledCatalogue | null>;
  save(files: readonly ListFile[], catalogue: TitledCatalogue): Promise<void>;
}

const keyLength = 32;

/**
 * A cache in a file of its own. Its content is only used if it was written by the same reader for the same text, whole: it
 * begins with a digest of all three.
 *
 * @param folder where the file is; nothing is kept where the folder above it does not exist
 * @param fingerprint equal for readers that read alike
 */
export function createCatalogueCache(folder: string, list: string, fingerprint: string): CatalogueCache {
  const file = join(folder, Buffer.from(list).toString("hex"));
  const keyOf = (files: readonly ListFile[], content: Uint8Array): Buffer => {
    const texts = JSON.stringify(files.map(({ path, markdown, pages }) => [path, markdown, pages]));
    return createHash("sha256").update(fingerprint).update(texts).update(content).digest();
  };
  return {
    async load(files) {
      const bytes = await readFile(file).catch(() => null);
      if (bytes === null) return null;
      const content = bytes.subarray(keyLength);
      return keyOf(files, content).equals(bytes.subarray(0, keyLength)) ? deserialize(content) : null;
    },
    async save(files, catalogue) {
      const content = serialize(catalogue);
      const draft = `${file}.${randomUUID()}`;
      await mkdir(folder).catch(() => {});
      await writeFile(draft, [keyOf(files, content), content])
        .then(() => rename(draft, file))
        .catch(() => rm(draft, { force: true }));
    },
  };
}
