import { editDistance } from "../catalogue/edit-distance.js";

/** The name that was probably meant: one that starts with the text, or at most two letters away (one for short texts). */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const small = typed.toLowerCase();
  const known = Array.from(names, (name) => ({ name, small: name.toLowerCase() }));
  const begun =
    known.find((other) => other.small === small) ??
    known.find((other) => small.length > 1 && other.small.startsWith(small));
  if (begun) return begun.name;
  const limit = small.length < 5 ? 1 : 2;
  const [nearest] = known
    .map((other) => ({ name: other.name, distance: editDistance(small, other.small, limit) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= limit ? nearest.name : null;
}
