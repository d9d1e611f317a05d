import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = nearestPackage(dirname(fileURLToPath(import.meta.url)));

/**
 * A file of this package by its path in it, from the sources as from a bundle. What is in `dist` is there after a build:
 * Node 20 runs no TypeScript, so threads and the page are used as they were built, in tests too.
 */
export function packageFile(...path: readonly string[]): string {
  return join(root, ...path);
}

/** The nearest folder above with a package.json. */
function nearestPackage(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  if (dirname(folder) === folder) throw new Error("There is no package.json above this file");
  return nearestPackage(dirname(folder));
}
