import type { Revision } from "../catalogue/change.js";
import { diffCatalogues } from "../catalogue/diff.js";
import type { Memory } from "../catalogue/known-paper.js";
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
  onVersion: (version: ListVersion, memory: Memory) => void,
): CurrentVersion {
  let current: { readonly sha: string; readonly accepted: AcceptedVersion } | null = null;
  const replace: CurrentVersion["replace"] = (version, accepted) => {
    current = { sha: version.revision.sha, accepted };
    onVersion(version, accepted.memory);
  };
  return {
    replace,
    restore({ revision, files, memory }) {
      if (current?.sha === revision.sha) return current.accepted;
      const { papers, problems } = list.read(files);
      const known = diffCatalogues({ papers: [] }, { papers }, venues, memory);
      const accepted = { papers: known.papers, memory: known.memory };
      replace({ revision, files, catalogue: { papers: known.papers, problems } }, accepted);
      return accepted;
    },
  };
}
