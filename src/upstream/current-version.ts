import type { Revision } from "../catalogue/change.js";
import { diffCatalogues } from "../catalogue/diff.js";
import type { KnownPapers } from "../catalogue/known-paper.js";
import type { ListFile } from "../catalogue/list-file.js";
import type { Catalogue } from "../catalogue/paper.js";
import type { AcceptedVersion, Reader } from "./read-revision.js";
import type { WatchState } from "./watch-store.js";

/** An accepted version of the list, to be served. */
export interface ListVersion {
  readonly revision: Revision;
  readonly files: readonly ListFile[];
  readonly catalogue: Catalogue;
}

/** The version that this process serves: always the last accepted one. */
export interface CurrentVersion {
  /** Serves the stored version if another one is served: at start, or after another process accepted a revision. */
  restore(state: WatchState): AcceptedVersion;
  /** Serves a version that was just accepted. */
  replace(version: ListVersion, accepted: AcceptedVersion): void;
}

export function createCurrentVersion(
  { venues, list }: Reader,
  onVersion: (version: ListVersion, knownPapers: KnownPapers) => void,
): CurrentVersion {
  let current: { readonly sha: string; readonly accepted: AcceptedVersion } | null = null;
  const replace: CurrentVersion["replace"] = (version, accepted) => {
    current = { sha: version.revision.sha, accepted };
    onVersion(version, accepted.knownPapers);
  };
  return {
    replace,
    restore({ revision, files, knownPapers }) {
      if (current?.sha === revision.sha) return current.accepted;
      const { papers, problems } = list.read(files);
      const known = diffCatalogues({ papers: [] }, { papers }, venues, knownPapers);
      const accepted = { papers: known.papers, knownPapers: known.knownPapers };
      replace({ revision, files, catalogue: { papers: known.papers, problems } }, accepted);
      return accepted;
    },
  };
}
