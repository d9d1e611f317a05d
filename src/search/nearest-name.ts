import SearchableMap from "minisearch/SearchableMap";
import { fuzzyCandidates } from "./fuzzy-candidates.js";

/** The name that somebody probably meant: at most two letters away (one where it is short), or one that begins so. Null where none is near. */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const small = typed.toLowerCase();
  const known = new Map(Array.from(names, (name) => [name.toLowerCase(), name] as const).reverse());
  const exact = known.get(small);
  if (exact !== undefined) return exact;
  const longer =
    small.length > 1 ? [...known.keys()].reverse().find((name) => name.startsWith(small)) : undefined;
  const map = SearchableMap.from([...known.keys()].reverse().map((name) => [name, true]));
  const [nearest] = fuzzyCandidates(small, map, small.length < 5 ? 1 : 2);
  return known.get(longer ?? nearest?.word ?? "") ?? null;
}
