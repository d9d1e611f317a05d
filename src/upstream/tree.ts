import { type RepositoryGit, UpstreamError } from "./git.js";

/** A file of the list in one commit. */
export interface FileAt {
  readonly path: string;
  /** The object id of its content; null if the commit does not have the file. */
  readonly oid: string | null;
}

/** Bytes of names: larger folders are not read. */
const maxListingBytes = 4 * 1024 * 1024;
/** The names of a README, in order of preference. */
const readmes = [/^README\.md$/, /^readme\.md$/i, /^readme\.markdown$/i];

/** These files as they are in a commit, in the same order. Links and folders count as missing. */
export async function filesAt(
  git: RepositoryGit,
  sha: string,
  paths: readonly string[],
): Promise<readonly FileAt[]> {
  const files = filesIn(
    await git(["--literal-pathspecs", "ls-tree", "-z", "--full-tree", sha, "--", ...paths]),
  );
  return paths.map((path) => files.find((file) => file.path === path) ?? { path, oid: null });
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
    const [file] = await filesAt(git, sha, [path]);
    if (file?.oid) return { path, oid: file.oid };
  }
  const listing = git(["ls-tree", "-z", `${sha}:${path ?? ""}`], { maxBytes: maxListingBytes });
  const files = await listing.then(filesIn, () => null);
  if (files === null && path !== null) throw new UpstreamError(`has no file ${shown}`);
  const readme = readmes.flatMap((name) => files?.filter((file) => name.test(file.path)) ?? [])[0];
  if (readme) return { path: path === null ? readme.path : `${path}/${readme.path}`, oid: readme.oid };
  const where = path === null ? "" : ` in ${shown}`;
  throw new UpstreamError(`has no README.md${where}: paste the address of the file that is the list`);
}

/** `mode type oid`, a tab and the name for each entry, ended by NUL. */
function filesIn(tree: Buffer): { path: string; oid: string }[] {
  const entries = String(tree).matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0/g);
  return [...entries].map(([, oid = "", path = ""]) => ({ path, oid }));
}
