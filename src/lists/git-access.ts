import { createHash, randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGit } from "../upstream/git.js";
import { untrustedEnvironment } from "../upstream/limit-git.js";
import { parseListAddress } from "../upstream/list-address.js";
import { parseRemote } from "../upstream/remote.js";

interface GitAccessDeps {
  /** Mirrors are kept beside it. */
  readonly databaseFile: string;
  /** The environment of this process: git and ssh are given what they need of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether an upstream may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile: boolean;
  /** The hosts that lists of servers may be on. */
  readonly hosts: readonly string[];
}

export type GitAccess = ReturnType<typeof createGitAccess>;

/** How repositories are reached and where their mirrors are; made once. */
export function createGitAccess({ databaseFile, environment, allowFile, hosts }: GitAccessDeps) {
  const beside = databaseFile === ":memory:" ? join(tmpdir(), "paperboy") : databaseFile;
  const mirrorPrefix = `${beside}-upstream-`;
  const mirrorFolder = (remoteName: string): string => {
    const key = createHash("sha256").update(remoteName).digest("hex").slice(0, 16);
    return `${mirrorPrefix}${key}.git`;
  };
  return {
    /** For the operator's lists. */
    git: createGit({ environment, allowFile }),
    /** For lists that servers add: without the operator's credentials. */
    untrustedGit: createGit({
      environment: untrustedEnvironment(environment),
      allowFile,
      isTrusted: false,
    }),
    parseRemote: (address: string) => parseRemote(address, { allowFile }),
    parseListAddress: (text: string) => parseListAddress(text, { hosts, allowFile }),
    /** The common beginning of all mirrors' paths. */
    mirrorPrefix,
    /** The folder of a repository's mirror, by its URL without credentials. Lists of one repository share it. */
    mirrorFolder,
    /** A folder for one preview alone. */
    previewFolder: (): string => mirrorFolder(randomUUID()),
  };
}
