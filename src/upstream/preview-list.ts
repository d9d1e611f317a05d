import { rm, stat } from "node:fs/promises";
import { readBlobs } from "./blobs.js";
import { findListFile } from "./find-list-file.js";
import type { Git } from "./git.js";
import { limitGit, limitsForStrangers } from "./limit-git.js";
import type { ListAddress } from "./list-address.js";
import { readListText } from "./list-text.js";
import { createMirror } from "./mirror.js";
import { parseRemote } from "./remote.js";

type Address = Extract<ListAddress, { kind: "address" }>;

export interface LookDeps {
  readonly git: Git;
  /** The folder of the repository's mirror: that of its watcher, so that this finds there what was fetched. */
  readonly gitDir: string;
  /** How long it may take in all. */
  readonly seconds?: number;
  /** How large the mirror may get. */
  readonly maxFolderBytes?: number;
}

/** What somebody sees of a list before it is added. */
export type LookOutcome =
  | {
      readonly kind: "list";
      /** The branch that was looked at, for people: where the address names none, the default branch of this moment. */
      readonly branch: string;
      readonly path: string;
      readonly sha: string;
      readonly markdown: string;
    }
  /** One sentence for who pasted the address. */
  | { readonly kind: "failed"; readonly reason: string };

const defaultSeconds = 45;
/** How long a list may be that somebody named whom we do not trust: reading it takes its time from everybody. */
export const maxListBytes = 2 * 1000 * 1000;

/**
 * Reads the newest version of a list that somebody named whom we do not trust, within bounds of time, disk and memory.
 * Where that fails nothing is left on the disk but what was there before.
 */
export async function previewList(deps: LookDeps, address: Address): Promise<LookOutcome> {
  const { gitDir, seconds = defaultSeconds } = deps;
  const until = Date.now() + seconds * 1000;
  const { folder, maxMemoryBytes } = limitsForStrangers(gitDir);
  const maxBytes = deps.maxFolderBytes ?? folder.maxBytes;
  const git = limitGit(deps.git, { until, folder: { ...folder, maxBytes }, maxMemoryBytes });
  const isNew = await stat(gitDir).then(
    () => false,
    () => true,
  );
  const outcome = await look(git, gitDir, address);
  if (outcome.kind === "failed" && isNew) await rm(gitDir, { recursive: true, force: true });
  if (outcome.kind === "list" || Date.now() < until) return outcome;
  return failed(
    `${address.page ?? address.url} took longer than ${seconds} seconds to answer: try again later`,
  );
}

async function look(git: Git, gitDir: string, { url, branch, path, page }: Address): Promise<LookOutcome> {
  const name = page ?? url;
  const parsed = parseRemote(url, { allowFile: true });
  if (parsed.kind === "refused") return { kind: "failed", reason: parsed.reason };
  const mirror = createMirror({ git, remote: parsed.remote, branch, gitDir });
  const head = await mirror.head();
  if (head.kind === "failed") {
    if (head.standard !== undefined)
      return failed(`${name} has no branch ${branch}: its default branch is ${head.standard}`);
    return isHidden.test(head.message)
      ? failed(`There is no repository at ${name} that everybody may read: check the address`)
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
    return failed(`${file.path} of ${name} has ${megabytes(bytes)} MB, more than the 2 MB of a list`);
  const text = readListText(blob);
  if (text.kind === "not-a-list") return failed(`${file.path} of ${name} ${text.reason}`);
  return { kind: "list", branch: head.branch, path: file.path, sha: head.sha, markdown: text.markdown };
}

/** How hosts answer where there is nothing, and alike where there is something that is not for everybody. */
const isHidden = /could not read Username|Authentication failed|not found|error: 40[134]/i;

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function failed(reason: string): LookOutcome {
  return { kind: "failed", reason: `${reason}.` };
}
