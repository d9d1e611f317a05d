import { defaultSurge } from "../upstream/surge-guard.js";

/** Where a list comes from. */
export interface ListSource {
  /** Small letters, digits and dashes; never changes, as what is known of the list is kept under it. */
  readonly id: string;
  /** Null: the list's first heading. */
  readonly name: string | null;
  /** Where people can read it; null: the repository's page, where it has one. */
  readonly page: string | null;
  /** A file to serve until upstream was read, or for good. */
  readonly file: string | null;
  /** Null where the list never changes. */
  readonly upstream: UpstreamSource | null;
  /** Whether every server sees it that has not said otherwise. */
  readonly isPublic: boolean;
}

export interface UpstreamSource {
  /** What git is given; may hold a token. */
  readonly url: string;
  /** Null: the repository's default branch. */
  readonly branch: string | null;
  /** The list's files in the repository, never none. */
  readonly paths: readonly string[];
  readonly cron: string;
  readonly zone: string;
  /** More papers added at once are held. */
  readonly surge: number;
}

export const standardCron = "*/30 * * * *";
export const standardPath = "README.md";
/** The id of the list that the settings name. */
export const settingsListId = "list";

/** An upstream of which nothing but its address is said. */
export function upstreamAt(url: string): UpstreamSource {
  return { url, branch: null, paths: [standardPath], cron: standardCron, zone: "UTC", surge: defaultSurge };
}
