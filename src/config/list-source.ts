import { listDefaults } from "./defaults.js";

/** Where a list comes from. */
export interface ListSource {
  /** Lower-case letters, digits and dashes. Never changes: the list's data is stored under it. */
  readonly id: string;
  /** Null: the list's first heading. */
  readonly name: string | null;
  /** Where people can read it; null: the repository's page, if it has one. */
  readonly page: string | null;
  /** A file to serve until upstream was read, or always. */
  readonly file: string | null;
  /** Null where the list never changes. */
  readonly upstream: UpstreamSource | null;
  /** Whether servers see it by default. */
  readonly isPublic: boolean;
}

export interface UpstreamSource {
  /** For git; may hold a token. */
  readonly url: string;
  /** Null: the repository's default branch. */
  readonly branch: string | null;
  /** The list's files in the repository, at least one. */
  readonly paths: readonly string[];
  readonly cron: string;
  readonly zone: string;
  /** More papers than this that are added at once are announced as one digest. */
  readonly surge: number;
}

/** The id of the list in the settings. */
export const settingsListId = "list";

/** An upstream with every default. */
export function upstreamAt(url: string): UpstreamSource {
  const { path, cron, zone, surge } = listDefaults;
  return { url, branch: null, paths: [path], cron, zone, surge };
}
