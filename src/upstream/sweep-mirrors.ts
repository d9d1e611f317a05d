import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { folderSize } from "../programs/folder-size.js";
import { removeOld } from "./remove-old.js";

export interface SweepOptions {
  /** The start of every mirror's path. */
  readonly prefix: string;
  /** The paths of mirrors that lists use. */
  readonly used: ReadonlySet<string>;
  /** How long an unused mirror is kept after its last change, in milliseconds. */
  readonly olderThan: number;
  /** The paths of mirrors that do not count and are always kept: of the operator's lists. Default: none. */
  readonly kept?: ReadonlySet<string>;
  /** Of more than these bytes of all other mirrors the largest ones are removed. Default: no limit. */
  readonly maxBytes?: number;
}

/** The end of a mirror's path; an unfinished one has six more characters. */
const mirrorName = /^[0-9a-f]{16}\.git(?:\.\w{6})?$/;

/**
 * Removes mirrors that no list uses, of lists that were removed and of previews that were killed; then the largest ones
 * until the others are within their space. A mirror is only a cache: one that is needed again costs one fetch.
 *
 * @returns the removed paths
 */
export async function sweepMirrors(options: SweepOptions): Promise<readonly string[]> {
  const { prefix, used, olderThan, maxBytes = Number.POSITIVE_INFINITY } = options;
  const all = await mirrorsAt(prefix);
  const removed = [
    ...(await removeOld(
      all.filter((path) => !used.has(path)),
      olderThan,
    )),
  ];
  const mirrors = await sizesOf(options);
  let bytes = total(mirrors);
  for (const { path, size } of mirrors.toSorted((a, b) => b.size - a.size)) {
    if (bytes <= maxBytes) break;
    await rm(path, { recursive: true, force: true });
    removed.push(path);
    bytes -= size;
  }
  return removed;
}

/** The bytes of all mirrors but those that are always kept. */
export async function mirrorBytes(options: Pick<SweepOptions, "prefix" | "kept">): Promise<number> {
  return total(await sizesOf(options));
}

async function sizesOf({ prefix, kept }: Pick<SweepOptions, "prefix" | "kept">) {
  const paths = (await mirrorsAt(prefix)).filter((path) => !kept?.has(path));
  return Promise.all(paths.map(async (path) => ({ path, size: await folderSize(path) })));
}

function total(mirrors: readonly { readonly size: number }[]): number {
  return mirrors.reduce((sum, { size }) => sum + size, 0);
}

async function mirrorsAt(prefix: string): Promise<readonly string[]> {
  const [folder, start] = [dirname(prefix), basename(prefix)];
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith(start) && mirrorName.test(name.slice(start.length)))
    .map((name) => join(folder, name));
}
