import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { removeOld } from "./remove-old.js";

export interface SweepOptions {
  /** What the path of every mirror begins with. */
  readonly prefix: string;
  /** The paths of those that lists use. */
  readonly used: ReadonlySet<string>;
  /** How long one that nobody uses is kept since it last changed, in milliseconds. */
  readonly olderThan: number;
}

/** The end of a mirror's path; with a few more letters it is one that was never finished. */
const mirrorName = /^[0-9a-f]{16}\.git(?:\.\w{6})?$/;

/**
 * Removes mirrors that no list uses: of lists that were looked at and not added, or that were taken out. A list that
 * comes back makes its mirror anew, so a wrong guess costs one fetch.
 *
 * @returns the paths of those that are gone
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
