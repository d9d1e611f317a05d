import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGit, type Git } from "../upstream/git.js";
import { untrustedEnvironment } from "../upstream/limit-git.js";
import { type ListAddress, parseListAddress } from "../upstream/list-address.js";
import { parseRemote, type RemoteOutcome } from "../upstream/remote.js";

interface GitAccessDeps {
  /** Mirrors are kept beside it. */
  readonly databaseFile: string;
  /** The variables that git and ssh are given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether an upstream may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile: boolean;
  /** The hosts that lists of servers may be on. */
  readonly hosts: readonly string[];
}

/** How repositories are reached and where their mirrors are; made once. */
export interface GitAccess {
  /** For the operator's lists. */
  readonly git: Git;
  /** For lists that servers add: without the operator's credentials. */
  readonly untrustedGit: Git;
  readonly parseRemote: (address: string) => RemoteOutcome;
  readonly parseListAddress: (text: string) => ListAddress;
  /** The folder of a repository's mirror, by its URL without credentials. Lists of one repository share it. */
  readonly mirrorFolder: (remoteName: string) => string;
  /** The common beginning of all mirrors' paths. */
  readonly mirrorPrefix: string;
}

export function createGitAccess({ databaseFile, environment, allowFile, hosts }: GitAccessDeps): GitAccess {
  const beside = databaseFile === ":memory:" ? join(tmpdir(), "paperboy") : databaseFile;
  const mirrorPrefix = `${beside}-upstream-`;
  return {
    git: createGit({ environment, allowFile }),
    untrustedGit: createGit({ environment: untrustedEnvironment(environment), allowFile }),
    parseRemote: (address) => parseRemote(address, { allowFile }),
    parseListAddress: (text) => parseListAddress(text, { hosts, allowFile }),
    mirrorPrefix,
    mirrorFolder(remoteName) {
      const key = createHash("sha256").update(remoteName).digest("hex").slice(0, 16);
      return `${mirrorPrefix}${key}.git`;
    },
  };
}
