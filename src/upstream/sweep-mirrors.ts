import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { removeOld } from "./remove-old.js";

export interface SweepOptions {
  /** The start of every mirror's path. */
  readonly prefix: string;
  /** The paths of mirrors that lists use. */
  readonly used: ReadonlySet<string>;
  /** How long an unused mirror is kept after its last change, in milliseconds. */
  readonly olderThan: number;
}

/** The end of a mirror's path; an unfinished one has six more characters. */
const mirrorName = /^[0-9a-f]{16}\.git(?:\.\w{6})?$/;

/**
 * Removes mirrors that no list uses: of lists that were previewed but not added, or that were removed. A mirror is only
 * a cache: one that is needed again costs one fetch.
 *
 * @returns the removed paths
 */
export async function sweepMirrors({ prefix, used, olderThan }: SweepOptions): Promise<readonly string[]> {
  const [folder, start] = [dirname(prefix), basename(prefix)];
  const names = await readdir(folder).catch(() => []);
  const unused = names
    .filter((name) => name.startsWith(start) && mirrorName.test(name.slice(start.length)))
    .map((name) => join(folder, name))
    .filter((path) => !used.has(path));
  return removeOld(unused, olderThan);
}
