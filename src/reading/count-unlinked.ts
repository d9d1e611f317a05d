import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Link, Paper } from "../catalogue/paper.js";
import { linkKey } from "../catalogue/paper-keys.js";

/** Papers that stay, but with none of the links that they had, also not to the same file in another folder. */
export function countUnlinked(edited: CatalogueDiff["edited"]): number {
  return edited.filter(({ before, after }) => {
    const earlier = targetsOf(before);
    return earlier.size > 0 && [...targetsOf(after)].every((target) => !earlier.has(target));
  }).length;
}

function targetsOf({ links }: Paper): ReadonlySet<string> {
  return new Set(links.flatMap((link) => [linkKey(link) ?? link.url, fileOf(link)]));
}

/** The host and the last part of the path. */
function fileOf({ url }: Link): string {
  const [, host = "", rest = ""] = /^[a-z]+:\/\/([^/]*)(.*)$/is.exec(url) ?? [];
  return `${host} ${rest.slice(rest.lastIndexOf("/") + 1)}`;
}
