import type { CatalogueDiff } from "../catalogue/diff.js";
import type { Paper } from "../catalogue/paper.js";
import { linkKey } from "../catalogue/paper-keys.js";

/** A link of more papers than this leads to none of them. */
const maxSharing = 2;

/**
 * Papers that stay, but whose links were lost or broken: none of them is left, and those that they have now lead to
 * other hosts, or all to the same place. Files that moved within a host are not counted.
 */
export function countUnlinked(edited: CatalogueDiff["edited"]): number {
  const replaced = edited.filter(({ before, after }) => {
    const earlier = targetsOf(before);
    return earlier.length > 0 && !targetsOf(after).some((target) => earlier.includes(target));
  });
  const sharing = new Map<string, number>();
  for (const { after } of replaced)
    for (const target of targetsOf(after)) sharing.set(target, (sharing.get(target) ?? 0) + 1);
  return replaced.filter(({ before, after }) => {
    const earlier = before.links.map(hostOf);
    const moved = after.links.some((link) => earlier.includes(hostOf(link)));
    return !moved || targetsOf(after).every((target) => (sharing.get(target) ?? 0) > maxSharing);
  }).length;
}

function targetsOf({ links }: Paper): readonly string[] {
  return links.map((link) => linkKey(link) ?? link.url);
}

function hostOf({ url }: Paper["links"][number]): string {
  return /^[a-z]+:\/\/[^/]*/i.exec(url)?.[0] ?? url;
}
