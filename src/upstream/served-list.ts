import type { Revision } from "../catalogue/change.js";
import { diffCatalogues } from "../catalogue/diff.js";
import type { KnownPapers } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { Catalogue } from "../catalogue/paper.js";
import type { Accepted, Reader } from "./read-revision.js";
import type { WatchState } from "./watch-store.js";

/** A version of the list that was accepted, as those who serve it need it. */
export interface ListVersion {
  readonly revision: Revision;
  readonly files: readonly ListFile[];
  readonly catalogue: Catalogue;
}

/** The list that this process serves: always the last accepted one. */
export interface ServedList {
  /** Serves what the store has, where that is not served yet: at start, or after another process accepted more. */
  restore(state: WatchState): Accepted;
  /** Serves a version that was just accepted. */
  replace(version: ListVersion, accepted: Accepted): void;
}

export function createServedList(
  { venues, list }: Reader,
  onVersion: (version: ListVersion, memory: KnownPapers) => void,
): ServedList {
  let served: { readonly sha: string; readonly accepted: Accepted } | null = null;
  const replace: ServedList["replace"] = (version, accepted) => {
    served = { sha: version.revision.sha, accepted };
    onVersion(version, accepted.knownPapers);
  };
  return {
    replace,
    restore({ revision, files, memory }) {
      if (served?.sha === revision.sha) return served.accepted;
      const { papers, problems } = list.read(files);
      const known = diffCatalogues({ papers: [] }, { papers }, venues, memory);
      const accepted = { papers: known.papers, knownPapers: known.knownPapers };
      replace({ revision, files, catalogue: { papers: known.papers, problems } }, accepted);
      return accepted;
    },
  };
}
