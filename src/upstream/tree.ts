import { type RepositoryGit, UpstreamError } from "./git.js";
import { linkTarget } from "./link-target.js";

/** A file of the list in one commit. */
export interface FileAt {
  readonly path: string;
  /** The object id of its content; null if the commit does not have the file. */
  readonly oid: string | null;
  /** What stands at the path in place of a file, to follow its name; undefined: nothing does. */
  readonly problem?: string;
}

/** Where a file's content is. */
export interface Place extends FileAt {
  /** The path of the content: another one for a symbolic link, or a name that is spelled otherwise. */
  readonly at: string;
  /** The symbolic links that lead there. */
  readonly links: readonly string[];
}

/** Whether something else than a file stands at the path, or nothing and the content is elsewhere. */
export function isIndirect({ path, at, problem }: Place): boolean {
  return path !== at || problem !== undefined;
}

/** An entry of a folder in a commit. */
interface Entry {
  readonly kind: "file" | "link" | "folder" | "submodule";
  readonly path: string;
  readonly oid: string;
}

/** Bytes of names: larger folders are not read. */
const maxListingBytes = 4 * 1024 * 1024;
/** As in git and Linux, roughly. */
const maxLinks = 10;
/** The names of a README, in order of preference. */
const readmes = [/^README\.md$/, /^readme\.md$/i, /^readme\.markdown$/i, /^readme\.rst$/i];

/**
 * These files as they are in a commit, in the same order. Symbolic links within the repository are followed. Where there
 * is no file of that name but one that differs in upper and lower case only (`readme.md`), it is that one.
 *
 * @throws {UpstreamError}
 */
export async function filesAt(
  git: RepositoryGit,
  sha: string,
  paths: readonly string[],
): Promise<readonly FileAt[]> {
  const places = await placesAt(git, sha, paths);
  return places.map(({ at: _at, links: _links, ...file }) => file);
}

/** As `filesAt`, with where each file's content is. */
export async function placesAt(
  git: RepositoryGit,
  sha: string,
  paths: readonly string[],
): Promise<readonly Place[]> {
  const entries = await entriesAt(git, sha, paths);
  const places: Place[] = [];
  for (const path of paths) {
    const entry = entries.get(path);
    const isFile = entry?.kind === "file";
    places.push(isFile ? { path, at: path, links: [], oid: entry.oid } : await follow(git, sha, path));
  }
  return places;
}

/** Follows links until there is a file, or something that cannot be followed. */
async function follow(git: RepositoryGit, sha: string, path: string): Promise<Place> {
  const links: string[] = [];
  let at = path;
  const none = (problem?: string): Place => ({ path, at, links, oid: null, ...(problem && { problem }) });
  while (links.length <= maxLinks) {
    const prefixes = at.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
    const entries = await entriesAt(git, sha, prefixes);
    const entry = entries.get(at);
    if (entry?.kind === "file") return { path, at, links, oid: entry.oid };
    // The first that is no folder says what is there.
    const other = prefixes
      .map((prefix) => entries.get(prefix))
      .find((each) => each && each.kind !== "folder");
    if (other?.kind === "link") {
      const target = linkTarget(other.path, String(await git(["cat-file", "blob", other.oid])));
      if (target === null) return none("is a symbolic link that leads out of the repository");
      links.push(other.path);
      at = [target, at.slice(other.path.length + 1)].filter(Boolean).join("/");
      if (at === "") return none("is a symbolic link to a folder");
      continue;
    }
    if (other?.kind === "submodule") return none("is in a submodule, which is another repository");
    if (entry?.kind === "folder") return links.length === 0 ? none() : none("is a symbolic link to a folder");
    const spelled = await otherSpelling(git, sha, at);
    if (spelled !== null) return { path, at: spelled.path, links, oid: spelled.oid };
    return links.length === 0 ? none() : none(`is a symbolic link to ${at}, which is not there`);
  }
  return none("is a symbolic link that leads in a circle");
}

/** The only file whose name differs in upper and lower case alone. */
async function otherSpelling(git: RepositoryGit, sha: string, path: string): Promise<Entry | null> {
  const end = path.lastIndexOf("/") + 1;
  const [folder, name] = [path.slice(0, end), path.slice(end).toLowerCase()];
  const entries = (await entriesIn(git, sha, folder.slice(0, -1))) ?? [];
  const [same, ...others] = entries.filter(
    (each) => each.kind === "file" && each.path.toLowerCase() === name,
  );
  return same && others.length === 0 ? { ...same, path: folder + same.path } : null;
}

/**
 * Finds the list in a commit: the file at `path`, or the README of that folder; null is the top folder.
 *
 * @throws {UpstreamError} if there is none. Its message follows the repository's name.
 */
export async function findListFile(
  git: RepositoryGit,
  sha: string,
  path: string | null,
): Promise<{ readonly path: string; readonly oid: string }> {
  const shown = path?.slice(0, 200);
  if (path !== null) {
    const [file] = await placesAt(git, sha, [path]);
    if (file?.oid) return { path: file.links.length > 0 ? path : file.at, oid: file.oid };
    if (file?.problem && !(await entriesIn(git, sha, path)))
      throw new UpstreamError(`has no file ${shown} that could be read: it ${file.problem}`);
  }
  const entries = await entriesIn(git, sha, path ?? "");
  if (entries === null && path !== null) throw new UpstreamError(`has no file ${shown}`);
  const names = readmes.flatMap((name) => entries?.filter((entry) => name.test(entry.path)) ?? []);
  for (const name of new Set(names.map(({ path: name }) => (path === null ? name : `${path}/${name}`)))) {
    const [file] = await filesAt(git, sha, [name]);
    if (file?.oid) return { path: name, oid: file.oid };
    if (file?.problem) throw new UpstreamError(`has no list in ${name}: it ${file.problem}`);
  }
  const where = path === null ? "" : ` in ${shown}`;
  throw new UpstreamError(`has no README.md${where}: paste the address of the file that is the list`);
}

async function entriesAt(git: RepositoryGit, sha: string, paths: readonly string[]) {
  const args = ["--literal-pathspecs", "ls-tree", "-z", "-t", "--full-tree", sha, "--", ...paths];
  return new Map(readEntries(await git(args)).map((entry) => [entry.path, entry]));
}

/** What is in a folder, by name; null if there is no such folder, or one that is too large. */
async function entriesIn(git: RepositoryGit, sha: string, folder: string): Promise<readonly Entry[] | null> {
  const listing = git(["ls-tree", "-z", `${sha}:${folder}`], { maxBytes: maxListingBytes });
  return listing.then(readEntries, () => null);
}

/** `mode type oid`, a tab and the name for each entry, ended by NUL. */
function readEntries(tree: Buffer): Entry[] {
  const entries = String(tree).matchAll(/(\d{6}) (blob|tree|commit) ([0-9a-f]+)\t([^\0]+)\0/g);
  return [...entries].map(([, mode = "", type = "", oid = "", path = ""]) => {
    const kind =
      type === "tree" ? "folder" : type === "commit" ? "submodule" : mode === "120000" ? "link" : "file";
    return { kind, path, oid };
  });
}
