import { join } from "node:path";
import type { Revision } from "../catalogue/change.js";
import type { KnownPapers } from "../catalogue/known-paper.js";
import { createCatalogueCache } from "../reading/catalogue-cache.js";
import type { Version } from "../reading/reader.js";
import type { TitledCatalogue } from "../reading/tasks.js";
import type { AcceptedList } from "../store/upstreams.js";
import { catalogueOf, type ListReading } from "./read-revision.js";
import { withPages } from "./read-texts.js";
import { filePages, type Remote } from "./remote.js";

/** An accepted version of the list, to be served. */
export interface ListVersion extends AcceptedList {
  readonly catalogue: TitledCatalogue;
}

export interface ServingDeps {
  readonly reading: ListReading;
  readonly remote: Remote;
  /** The mirror's folder, beside which what was read is kept. */
  readonly gitDir: string;
  readonly loadKnownPapers: () => Promise<KnownPapers>;
  /** Called with each new version to serve, and with all known papers. */
  readonly onVersion: (version: ListVersion, knownPapers: KnownPapers) => void;
  /** Called when more is known of the papers of the version that is served. */
  readonly onLearned?: (knownPapers: KnownPapers) => void;
}

/** The version of one list that is served. */
export function createServing({
  reading,
  remote,
  gitDir,
  loadKnownPapers,
  onVersion,
  onLearned,
}: ServingDeps) {
  const { reader, list } = reading;
  const cache = createCatalogueCache(join(gitDir, "catalogues"), list, reader.fingerprint);
  let served: { readonly sha: string; readonly version: Version } | null = null;

  async function read(version: Version): Promise<TitledCatalogue> {
    const { title, papers, problems } = await catalogueOf(reading, version);
    await cache.save(version.files, { title, papers, problems });
    return { title, papers, problems };
  }

  /** @throws {UpstreamError} if the list cannot be read in time */
  async function serve(revision: Revision, version: Version, known?: TitledCatalogue | null): Promise<void> {
    const catalogue = known ?? (await read(version));
    served = { sha: revision.sha, version };
    onVersion({ revision, files: version.files, catalogue }, version.knownPapers);
  }

  return {
    serve: (revision: Revision, version: Version) => serve(revision, version),
    /**
     * Serves the stored version if another one is served: at start, or after another process accepted a revision.
     *
     * @throws {UpstreamError} if the list cannot be read in time
     */
    async restore({ revision, files }: AcceptedList): Promise<Version> {
      if (served?.sha === revision.sha) return served.version;
      const knownPapers = await loadKnownPapers();
      const version = reader.version({ list, files: withPages(files, filePages(remote)), knownPapers });
      await serve(revision, version, await cache.load(version.files));
      return version;
    },
    /** Takes what has become known of the papers of a revision, if that is served. */
    learn(sha: string, knownPapers: KnownPapers): void {
      if (served?.sha !== sha) return;
      const { files } = served.version;
      served = { sha, version: reader.version({ list, files, knownPapers }) };
      onLearned?.(knownPapers);
    },
  };
}
