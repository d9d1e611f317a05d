import { rm, stat } from "node:fs/promises";
import { readBlobs } from "./blobs.js";
import { findListFile } from "./find-list-file.js";
import type { Git } from "./git.js";
import { limitGit, untrustedLimits } from "./limit-git.js";
import type { ListAddress } from "./list-address.js";
import { readListText } from "./list-text.js";
import { createMirror } from "./mirror.js";
import { parseRemote } from "./remote.js";

type Address = Extract<ListAddress, { kind: "address" }>;

export interface PreviewDeps {
  readonly git: Git;
  /** The mirror of the repository, shared with its watchers. */
  readonly gitDir: string;
  /** Time limit in all. */
  readonly seconds?: number;
  /** Size limit of the mirror. */
  readonly maxFolderBytes?: number;
}

/** A list before it is added. */
export type PreviewOutcome =
  | {
      readonly kind: "list";
      /** For people; if the address names none, the current default branch. */
      readonly branch: string;
      readonly path: string;
      readonly sha: string;
      readonly markdown: string;
    }
  /** One sentence for the person who pasted the address. */
  | { readonly kind: "failed"; readonly reason: string };

const defaultSeconds = 45;
/** Size limit of untrusted lists: parsing one delays all other work. */
export const maxListBytes = 2 * 1000 * 1000;

/**
 * Reads the newest version of an untrusted list, within limits of time, disk and memory. A failure leaves nothing on
 * the disk that was not there before.
 */
export async function previewList(deps: PreviewDeps, address: Address): Promise<PreviewOutcome> {
  const { gitDir, seconds = defaultSeconds } = deps;
  const until = Date.now() + seconds * 1000;
  const { folder, maxMemoryBytes } = untrustedLimits(gitDir);
  const maxBytes = deps.maxFolderBytes ?? folder.maxBytes;
  const git = limitGit(deps.git, { until, folder: { ...folder, maxBytes }, maxMemoryBytes });
  const isNew = await stat(gitDir).then(
    () => false,
    () => true,
  );
  const outcome = await readNewest(git, gitDir, address);
  if (outcome.kind === "failed" && isNew) await rm(gitDir, { recursive: true, force: true });
  if (outcome.kind === "list" || Date.now() < until) return outcome;
  return failed(
    `${address.page ?? address.url} took longer than ${seconds} seconds to answer: try again later`,
  );
}

async function readNewest(
  git: Git,
  gitDir: string,
  { url, branch, path, page }: Address,
): Promise<PreviewOutcome> {
  const name = page ?? url;
  const parsed = parseRemote(url, { allowFile: true });
  if (parsed.kind === "refused") return { kind: "failed", reason: parsed.reason };
  const mirror = createMirror({ git, remote: parsed.remote, branch, gitDir });
  const head = await mirror.head();
  if (head.kind === "failed") {
    if (head.defaultBranch !== undefined)
      return failed(`${name} has no branch ${branch}: its default branch is ${head.defaultBranch}`);
    return isMissingOrPrivate.test(head.message)
      ? failed(`There is no public repository at ${name}: check the address`)
      : { kind: "failed", reason: head.message };
  }
  const fetched = await mirror.fetchTip(head.sha);
  if (fetched.kind === "failed") return { kind: "failed", reason: fetched.message };
  const found = await findListFile(git, gitDir, head.sha, path, mirror.options);
  if (found.kind === "failed") return failed(`${name} ${found.reason}`);
  const { file } = found;
  const { value: blob } = await readBlobs(git, gitDir, [file.oid], mirror.options).next();
  if (!blob || blob.kind === "failed")
    return failed(`${file.path} of ${name} could not be fetched: try again later`);
  const bytes = blob.kind === "content" ? blob.bytes.length : blob.kind === "too-large" ? blob.size : 0;
  if (bytes > maxListBytes)
    return failed(
      `${file.path} of ${name} has ${(bytes / 1e6).toFixed(1)} MB, more than the maximum of 2 MB`,
    );
  const text = readListText(blob);
  if (text.kind === "not-a-list") return failed(`${file.path} of ${name} ${text.reason}`);
  return { kind: "list", branch: head.branch, path: file.path, sha: head.sha, markdown: text.markdown };
}

/** Hosts give the same answers for a private repository as for a missing one. */
const isMissingOrPrivate = /could not read Username|Authentication failed|not found|error: 40[134]/i;

function failed(reason: string): PreviewOutcome {
  return { kind: "failed", reason: `${reason}.` };
}
