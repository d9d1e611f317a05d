import SearchableMap from "minisearch/SearchableMap";
import { fuzzyCandidates } from "./fuzzy-candidates.js";

/** The name that somebody probably meant: at most two letters away (one where it is short), or begun like it; of equals the first. Null where none is near. */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const small = typed.toLowerCase();
  const known = Array.from(names, (name) => ({ name, small: name.toLowerCase() }));
  const exact = known.find((other) => other.small === small);
  if (exact) return exact.name;
  const longer = known.find((other) => small.length > 1 && other.small.startsWith(small));
  if (longer) return longer.name;
  const map = SearchableMap.from(known.map((other) => [other.small, true]));
  const candidates = fuzzyCandidates(small, map, small.length < 5 ? 1 : 2);
  const nearest = candidates.filter(({ distance }) => distance === candidates[0]?.distance);
  return known.find((other) => nearest.some(({ word }) => word === other.small))?.name ?? null;
}
