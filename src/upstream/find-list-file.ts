import type { FileAt } from "./files-at.js";
import type { Git, GitOptions } from "./git.js";

/** Where a list was found in a commit; or why it was not, to follow the repository's name. */
export type FoundFile =
  | { readonly kind: "found"; readonly file: FileAt & { readonly oid: string } }
  | { readonly kind: "failed"; readonly reason: string };

interface Entry {
  readonly kind: "file" | "folder";
  readonly name: string;
  readonly oid: string;
}

/** Bytes of names: larger folders are not read. */
const maxListingBytes = 4 * 1024 * 1024;
/** The names of a README, in order of preference. */
const readmes = [/^README\.md$/, /^readme\.md$/i, /^readme\.markdown$/i];

/** Finds the list in a commit: the file at `path`, or the README of that folder; null is the top folder. */
export async function findListFile(
  git: Git,
  gitDir: string,
  sha: string,
  path: string | null,
  options: GitOptions,
): Promise<FoundFile> {
  const list = async (folder: string): Promise<readonly Entry[] | null> => {
    const args = [`--git-dir=${gitDir}`, "ls-tree", "-z", `${sha}:${folder}`];
    const result = await git.run(args, { ...options, maxBytes: maxListingBytes });
    return result.kind === "failed" ? null : readEntries(result.output.toString("utf8"));
  };
  const at = path === null ? null : await entryAt(path, list);
  if (path !== null && at === null) return { kind: "failed", reason: `has no file ${path.slice(0, 200)}` };
  if (path !== null && at?.kind === "file") return { kind: "found", file: { path, oid: at.oid } };

  const entries = (await list(path ?? ""))?.filter(({ kind }) => kind === "file") ?? [];
  const readme = readmes.flatMap((name) => entries.filter((entry) => name.test(entry.name)))[0];
  if (readme) {
    const inFolder = path === null ? readme.name : `${path}/${readme.name}`;
    return { kind: "found", file: { path: inFolder, oid: readme.oid } };
  }
  const where = path === null ? "" : ` in ${path.slice(0, 200)}`;
  return {
    kind: "failed",
    reason: `has no README.md${where}: paste the address of the file that is the list`,
  };
}

async function entryAt(
  path: string,
  list: (folder: string) => Promise<readonly Entry[] | null>,
): Promise<Entry | null> {
  const slash = path.lastIndexOf("/");
  const entries = await list(path.slice(0, Math.max(0, slash)));
  return entries?.find(({ name }) => name === path.slice(slash + 1)) ?? null;
}

/** `mode type oid`, a tab and the name for each entry, ended by NUL. Links and submodules are left out. */
function readEntries(output: string): readonly Entry[] {
  return [...output.matchAll(/(100|040)\d{3} (?:blob|tree) ([0-9a-f]+)\t([^\0]+)\0/g)].map(
    ([, mode, oid = "", name = ""]) => ({ kind: mode === "100" ? "file" : "folder", name, oid }),
  );
}
