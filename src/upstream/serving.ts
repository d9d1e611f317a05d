import type { Revision } from "../catalogue/change.js";
import type { KnownPapers } from "../catalogue/known-paper.js";
import { readingOf, unpackCatalogue } from "../reading/packed-catalogue.js";
import type { Version } from "../reading/reader.js";
import type { IndexedCatalogue } from "../reading/tasks.js";
import type { StoredCatalogue } from "../store/catalogues.js";
import { unlessAway } from "../store/store-error.js";
import type { AcceptedList } from "../store/upstreams.js";
import { catalogueOf, type ListReading } from "./read-revision.js";
import { withPages } from "./read-texts.js";
import { filePages, type Remote } from "./remote.js";

/** An accepted version of the list, to be served. */
export interface ListVersion extends AcceptedList {
  readonly catalogue: IndexedCatalogue;
}

/** Where what was read of the accepted version is kept: losing it costs reading it once more. */
export interface CatalogueStore {
  /** Null where it was not read in this way. */
  loadCatalogue(reading: string): Promise<string | null>;
  addCatalogue(catalogue: StoredCatalogue): Promise<void>;
}

export interface ServingDeps {
  readonly reading: ListReading;
  readonly remote: Remote;
  readonly store: CatalogueStore & { readonly loadKnownPapers: () => Promise<KnownPapers> };
  /** Called with each new version to serve, and with all known papers. */
  readonly onVersion: (version: ListVersion, knownPapers: KnownPapers) => void;
  /** Called when more is known of the papers of the version that is served. */
  readonly onLearned?: (knownPapers: KnownPapers) => void;
}

/** A version that was read: to be served, and as the store keeps it. */
export interface ReadVersion {
  readonly version: Version;
  readonly catalogue: IndexedCatalogue;
  readonly stored: StoredCatalogue;
}

/** The version of one list that is served. */
export function createServing({ reading, remote, store, onVersion, onLearned }: ServingDeps) {
  const { reader, list } = reading;
  let served: { readonly sha: string; readonly version: Version } | null = null;

  function serve(revision: Revision, version: Version, catalogue: IndexedCatalogue): void {
    served = { sha: revision.sha, version };
    onVersion({ revision, files: version.files, catalogue }, version.knownPapers);
  }

  async function read(version: Version): Promise<ReadVersion> {
    const { packed, ...catalogue } = await catalogueOf(reading, version);
    const stored = { reading: readingOf(reader.fingerprint, version.files), content: packed };
    return { version, catalogue, stored };
  }

  /** What another process, or this one before it was restarted, has read. */
  async function load({ files }: Version): Promise<IndexedCatalogue | null> {
    const content = await store.loadCatalogue(readingOf(reader.fingerprint, files));
    return content === null ? null : await unpackCatalogue(content);
  }

  /** A database that cannot be written now costs reading it once more. */
  async function keep(stored: StoredCatalogue): Promise<void> {
    await unlessAway(store.addCatalogue(stored), undefined);
  }

  return {
    /** Reads a version that is about to be accepted. @throws {UpstreamError} if that takes too much */
    read,
    serve: (revision: Revision, { version, catalogue }: ReadVersion) => serve(revision, version, catalogue),
    /**
     * Serves the stored version if another one is served: at start, or after another process accepted a revision.
     *
     * @throws {UpstreamError} if the list cannot be read in time
     */
    async restore({ revision, files }: AcceptedList): Promise<Version> {
      if (served?.sha === revision.sha) return served.version;
      const knownPapers = await store.loadKnownPapers();
      const version = reader.version({ list, files: withPages(files, filePages(remote)), knownPapers });
      const known = await load(version);
      const { catalogue, stored } = known === null ? await read(version) : { catalogue: known, stored: null };
      serve(revision, version, catalogue);
      if (stored !== null) await keep(stored);
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
