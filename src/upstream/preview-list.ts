import { rm } from "node:fs/promises";
import { readBlobs } from "./blobs.js";
import { type Git, UpstreamError } from "./git.js";
import { limitGit, untrustedLimits } from "./limit-git.js";
import type { ListAddress } from "./list-address.js";
import { readListText } from "./list-text.js";
import { createMirror, NoBranchError } from "./mirror.js";
import { parseRemote, withGitSuffix } from "./remote.js";
import { findListFile } from "./tree.js";

type Address = Extract<ListAddress, { kind: "address" }>;

export interface PreviewDeps {
  readonly git: Git;
  /** A folder for this preview alone; removed afterwards. */
  readonly gitDir: string;
  /** Time limit in all. */
  readonly seconds?: number;
  /** Size limit of the mirror. */
  readonly maxFolderBytes?: number;
}

/** A list before it is added. */
interface ListPreview {
  readonly kind: "list";
  /** For people; if the address names none, the current default branch. */
  readonly branch: string;
  readonly path: string;
  readonly sha: string;
  readonly markdown: string;
}

/** `reason` is one sentence for the person who pasted the address. */
export type PreviewOutcome = ListPreview | { readonly kind: "failed"; readonly reason: string };

const defaultSeconds = 45;
/** Size limit of untrusted lists: parsing one delays all other work. */
export const maxListBytes = 2 * 1000 * 1000;

/**
 * Reads the newest version of an untrusted list, within limits of time, disk and memory. Leaves nothing on the disk: most
 * previews are not added, and those that are cost one more fetch.
 */
export async function previewList(deps: PreviewDeps, address: Address): Promise<PreviewOutcome> {
  const { gitDir, seconds = defaultSeconds } = deps;
  const until = Date.now() + seconds * 1000;
  const { folder, maxMemoryBytes } = untrustedLimits(gitDir);
  const maxBytes = deps.maxFolderBytes ?? folder.maxBytes;
  const git = limitGit(deps.git, { until, folder: { ...folder, maxBytes }, maxMemoryBytes });
  try {
    return await readNewest(git, gitDir, address);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const name = address.page ?? address.url;
    const tooLong = `${name} took longer than ${seconds} seconds to answer: try again later.`;
    return { kind: "failed", reason: Date.now() < until ? error.message : tooLong };
  } finally {
    await rm(gitDir, { recursive: true, force: true });
  }
}

/** @throws {UpstreamError} that says why there is no list */
async function readNewest(
  git: Git,
  gitDir: string,
  { url, branch, path, page }: Address,
): Promise<ListPreview> {
  const name = page ?? url;
  const parsed = parseRemote(withGitSuffix(url), { allowFile: true });
  if (parsed.kind === "refused") throw new UpstreamError(parsed.reason);
  const mirror = createMirror({ git, remote: parsed.remote, branch, gitDir });
  const head = await mirror.head().catch((error) => {
    if (error instanceof NoBranchError)
      throw failure(`${name} has no branch ${branch}: its default branch is ${error.defaultBranch}`);
    throw isMissingOrPrivate.test(error.message)
      ? failure(`There is no public repository at ${name}: check the address`)
      : error;
  });
  await mirror.fetchTip(head.sha);
  const file = await findListFile(mirror.git, head.sha, path).catch((error) => {
    throw failure(`${name} ${error.message}`);
  });
  const where = `${file.path} of ${name}`;
  const { value: blob = { kind: "missing" } } = await readBlobs(mirror.git, [file.oid])
    .next()
    .catch(() => {
      throw failure(`${where} could not be fetched: try again later`);
    });
  const bytes = blob.kind === "content" ? blob.bytes.length : blob.kind === "too-large" ? blob.size : 0;
  if (bytes > maxListBytes)
    throw failure(`${where} has ${(bytes / 1e6).toFixed(1)} MB, more than the maximum of 2 MB`);
  const text = readListText(blob);
  if (text.kind === "not-a-list") throw failure(`${where} ${text.reason}`);
  return { kind: "list", branch: head.branch, path: file.path, sha: head.sha, markdown: text.markdown };
}

/** Hosts give the same answers for a private repository as for a missing one. */
const isMissingOrPrivate = /could not read Username|Authentication failed|not found|error: 40[134]/i;

function failure(reason: string): UpstreamError {
  return new UpstreamError(`${reason}.`);
}
