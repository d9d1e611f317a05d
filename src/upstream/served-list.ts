import { diffCatalogues } from "../catalogue/diff.js";
import type { Catalogue } from "../catalogue/paper.js";
import { parseList } from "../catalogue/parse-list.js";
import type { VenueBook } from "../catalogue/venues.js";
import type { Accepted } from "./read-revision.js";
import type { WatchState } from "./watch-store.js";

/** The list that this process serves: always the last accepted one. */
export interface ServedList {
  /** Serves what the store has, where that is not served yet: at start, or after another process accepted more. */
  restore(state: WatchState): Accepted;
  /** Serves a version that was just accepted. */
  replace(sha: string, accepted: Accepted, catalogue: Catalogue): void;
}

export function createServedList(venues: VenueBook, onCatalogue: (catalogue: Catalogue) => void): ServedList {
  let served: { readonly sha: string; readonly accepted: Accepted } | null = null;
  const replace: ServedList["replace"] = (sha, accepted, catalogue) => {
    served = { sha, accepted };
    onCatalogue(catalogue);
  };
  return {
    replace,
    restore({ revision, markdown, memory }) {
      if (served?.sha === revision.sha) return served.accepted;
      const { papers, problems } = parseList(markdown, venues);
      const known = diffCatalogues({ papers: [] }, { papers }, venues, memory);
      const accepted = { papers: known.papers, memory: known.memory };
      replace(revision.sha, accepted, { papers: known.papers, problems });
      return accepted;
    },
  };
}
