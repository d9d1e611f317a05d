import { editDistance } from "./edit-distance.js";

/** The name that somebody probably meant: at most two letters away (one where it is short), or begun like it. Null where none is near. */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const small = typed.toLowerCase();
  const most = small.length < 5 ? 1 : 2;
  let nearest: string | null = null;
  let least = most + 1;
  for (const name of names) {
    const other = name.toLowerCase();
    const distance = small.length > 1 && other.startsWith(small) ? 0.5 : editDistance(small, other, most);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
