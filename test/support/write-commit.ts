import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

/** Who commits, as a commit names them. */
export const someone = { name: "Someone", email: "someone@example.org" };

/** The id of a folder without files. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/**
 * Commits all that is in a repository's folder to its branch `main`, as `git add --all` and `git commit` do, but for the
 * index, which stays as it was: starting git from a process of tests takes a hundred times as long.
 *
 * @param date seconds since 1970
 * @returns the commit's id
 */
export function writeCommit(dir: string, date: number): string {
  const gitDir = join(dir, ".git");
  const branch = join(gitDir, "refs", "heads", "main");
  const parent = existsSync(branch) ? `parent ${readFileSync(branch, "utf8").trim()}\n` : "";
  const who = `${someone.name} <${someone.email}> ${date} +0000`;
  const text = `tree ${writeTree(gitDir, dir).toString("hex")}\n${parent}author ${who}\ncommitter ${who}\n\nUpdate\n`;
  const sha = writeObject(gitDir, "commit", Buffer.from(text)).toString("hex");
  mkdirSync(dirname(branch), { recursive: true });
  writeFileSync(branch, `${sha}\n`);
  return sha;
}

/** Writes a folder and all below it, but for empty folders. @returns its id */
function writeTree(gitDir: string, folder: string): Buffer {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== ".git")
    .map((entry) => ({ ...entryOf(gitDir, join(folder, entry.name), entry), name: entry.name }))
    .filter(({ id }) => id.toString("hex") !== emptyTree)
    // Git sorts a folder as if its name ended with a slash.
    .sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  const lines = entries.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), id]);
  return writeObject(gitDir, "tree", Buffer.concat(lines));
}

const sortKey = ({ mode, name }: { readonly mode: string; readonly name: string }): Buffer =>
  Buffer.from(mode === "40000" ? `${name}/` : name);

function entryOf(
  gitDir: string,
  path: string,
  kind: { isDirectory(): boolean; isSymbolicLink(): boolean },
): { readonly mode: string; readonly id: Buffer } {
  if (kind.isDirectory()) return { mode: "40000", id: writeTree(gitDir, path) };
  if (kind.isSymbolicLink())
    return { mode: "120000", id: writeObject(gitDir, "blob", Buffer.from(readlinkSync(path))) };
  return { mode: "100644", id: writeObject(gitDir, "blob", readFileSync(path)) };
}

/** @returns its id */
function writeObject(gitDir: string, type: "blob" | "tree" | "commit", content: Buffer): Buffer {
  const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const id = createHash("sha1").update(object).digest();
  const hex = id.toString("hex");
  const file = join(gitDir, "objects", hex.slice(0, 2), hex.slice(2));
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, deflateSync(object, { level: 1 }), { mode: 0o444 });
  }
  return id;
}
