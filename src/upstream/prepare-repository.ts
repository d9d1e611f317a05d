import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type Git, outputOf, UpstreamError } from "./git.js";
import { removeLeftovers } from "./remove-leftovers.js";

/** Git's exit status in a folder that is not a repository. */
const notARepository = 128;
/** Longer than any git command runs. */
const maxCommandMs = 10 * 60_000;

/** How a repository names its objects. */
const objectFormat = z.enum(["sha1", "sha256"]);
export type ObjectFormat = z.infer<typeof objectFormat>;

/**
 * Creates a bare repository if there is none, and replaces a broken one, or one of another format if that is known.
 *
 * @returns the repository's format
 * @throws {UpstreamError}
 */
export async function prepareRepository(
  git: Git,
  gitDir: string,
  format: ObjectFormat | null,
): Promise<ObjectFormat> {
  const owner = (await stat(gitDir).catch(() => null))?.uid;
  if (owner === undefined) return makeRepository(git, gitDir, format);
  // A repository's own settings can name programs that git runs, so it must not belong to another user.
  if (owner !== (process.getuid?.() ?? 0))
    throw new UpstreamError(`${gitDir} belongs to another user. Remove it.`);
  const usable = await git.run([`--git-dir=${gitDir}`, "rev-parse", "--show-object-format"]);
  // Replaced only if git itself says so: a git that was stopped says nothing about the repository.
  if (usable.kind === "failed" && usable.status !== notARepository) throw new UpstreamError(usable.message);
  const found = objectFormat.safeParse(usable.kind === "ok" ? String(usable.output).trim() : null);
  if (found.success && (format === null || found.data === format)) {
    await removeLeftovers(gitDir, maxCommandMs);
    return found.data;
  }
  await rm(gitDir, { recursive: true, force: true });
  return makeRepository(git, gitDir, format);
}

/** Moves a complete empty repository into place. If another process was first, its repository stays. */
async function makeRepository(git: Git, gitDir: string, wanted: ObjectFormat | null): Promise<ObjectFormat> {
  const format = wanted ?? "sha1";
  await mkdir(dirname(gitDir), { recursive: true });
  const draft = await mkdtemp(`${gitDir}.`);
  const options = ["--quiet", "--bare", "--template=", `--object-format=${format}`];
  const made = await git.run(["init", ...options, "--", draft]);
  if (made.kind === "ok") await rename(draft, gitDir).catch(() => {});
  await rm(draft, { recursive: true, force: true });
  outputOf(made);
  return format;
}
