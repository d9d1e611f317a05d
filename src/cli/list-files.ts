import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../config/usage-error.js";

/** Files of one folder; more are no list. */
const maxFiles = 1000;
const skipped = /(?:^|[\\/])(?:\.[^\\/]+|node_modules)(?:[\\/]|$)/;

/** Files as they are named, and the markdown and reStructuredText files in named folders, in the order of their names. */
export async function expandFolders(named: readonly string[]): Promise<{
  readonly files: readonly string[];
  /** Those that nobody named: not every one of them has to be a list. */
  readonly found: ReadonlySet<string>;
}> {
  const files = new Set<string>();
  const found = new Set<string>();
  for (const path of named) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      files.add(path);
      continue;
    }
    const names = (await readdir(path, { recursive: true })).filter(
      (name) => /\.(?:md|markdown|rst)$/i.test(name) && !skipped.test(name),
    );
    if (names.length === 0) throw new UsageError(`There is no markdown file in ${path}.`);
    if (names.length > maxFiles)
      throw new UsageError(
        `${path} has ${names.length} markdown files, more than ${maxFiles}: name those of the list.`,
      );
    for (const name of names.toSorted()) {
      const file = join(path, name);
      if (!files.has(file)) found.add(file);
      files.add(file);
    }
  }
  return { files: [...files], found };
}
