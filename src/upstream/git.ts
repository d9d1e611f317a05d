import type { Command, CommandEnd } from "../programs/command.js";
import { createLauncher } from "../programs/launcher.js";
import { type AskRefs, createAskRefs } from "./ask-refs.js";
import { gitEnvironment } from "./git-environment.js";
import { redact } from "./remote.js";
import { removeDownloads } from "./remove-leftovers.js";

/** The result of one git command. `message` is one sentence without credentials. */
export type GitResult =
  | { readonly kind: "ok"; readonly output: Buffer }
  | { readonly kind: "failed"; readonly status: number | null; readonly message: string };

export interface GitOptions {
  /** The command's standard input. */
  readonly input?: string;
  /** Settings for this command alone; kept off the command line, which other users can read. */
  readonly settings?: Readonly<Record<string, string>>;
  /** After this time the command and its children are killed. Default: 60 s. */
  readonly seconds?: number;
  /** More output than this is a failure. Default: 64 MB. */
  readonly maxBytes?: number;
  /** Fails if the folder is larger than this while the command runs or when it ends. Default: no limit. */
  readonly folder?: { readonly path: string; readonly maxBytes: number };
  /** Address space of each process, if the system can limit it. Default: no limit. */
  readonly maxMemoryBytes?: number;
  /** Ends the command when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Runs git. Never throws, never prompts, and runs no hook and no program but git, ssh and git's own helpers. */
export interface Git {
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** Where refs can be asked for without running git. */
  readonly askRefs?: AskRefs | undefined;
}

/** An upstream or its mirror cannot be read. The message is one sentence for people, without credentials. */
export class UpstreamError extends Error {
  override readonly name: string = "UpstreamError";
}

/** Runs git in one repository. @throws {UpstreamError} if the command fails */
export type RepositoryGit = (args: readonly string[], options?: GitOptions) => Promise<Buffer>;

export function inRepository(git: Git, gitDir: string, defaults: GitOptions = {}): RepositoryGit {
  return async (args, options) =>
    outputOf(await git.run([`--git-dir=${gitDir}`, ...args], { ...defaults, ...options }));
}

/** @throws {UpstreamError} if the command failed */
export function outputOf(result: GitResult): Buffer {
  if (result.kind === "failed") throw new UpstreamError(result.message);
  return result.output;
}

export interface GitDeps {
  /** The environment of this process, of which git gets what it needs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a repository may be a folder on this machine. */
  readonly allowFile: boolean;
  /**
   * Whether the operator named the repositories. Others are reached by https alone, and redirects are not followed: they
   * could lead to a host that is not allowed, or into the operator's network. Default: true.
   */
  readonly isTrusted?: boolean;
}

export const defaultSeconds = 60;
const defaultMaxBytes = 64 * 1024 * 1024;
/** One for all repositories. */
const launcher = createLauncher();

/** These override the repository's own settings. */
const safeSettings = {
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "false",
  "core.quotePath": "false",
  "credential.helper": "",
  "fetch.recurseSubmodules": "false",
  "gc.autoDetach": "false",
  "log.follow": "false",
  "log.showSignature": "false",
} as const;

export function createGit({ environment, allowFile, isTrusted = true }: GitDeps): Git {
  const protocols = ["https", ...(isTrusted ? ["ssh"] : []), ...(allowFile ? ["file"] : [])];
  const settings = { ...safeSettings, "http.followRedirects": isTrusted ? "initial" : "false" };
  const base = {
    ...gitEnvironment(environment),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ALLOW_PROTOCOL: protocols.join(":"),
    GIT_SSH_COMMAND: "ssh -oBatchMode=yes -oConnectTimeout=15",
    GIT_HTTP_LOW_SPEED_LIMIT: "1000",
    GIT_HTTP_LOW_SPEED_TIME: "30",
  };
  return {
    askRefs: createAskRefs(environment) ?? undefined,
    async run(args, options = {}) {
      const env = { ...base, ...settingsAsEnvironment({ ...settings, ...options.settings }) };
      return runGit(args, env, options);
    },
  };
}

/** `GIT_CONFIG_COUNT` with its numbered names and values: the same as `git -c` (git 2.31 and newer). */
function settingsAsEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(settings);
  return Object.fromEntries([
    ["GIT_CONFIG_COUNT", String(entries.length)],
    ...entries.flatMap(([name, value], i) => [
      [`GIT_CONFIG_KEY_${i}`, name],
      [`GIT_CONFIG_VALUE_${i}`, value],
    ]),
  ]);
}

async function runGit(
  args: readonly string[],
  env: Record<string, string | undefined>,
  options: GitOptions,
): Promise<GitResult> {
  const { input = "", seconds = defaultSeconds, maxBytes = defaultMaxBytes, folder = null } = options;
  const [program, ...programArgs] = commandLine(args, options.maxMemoryBytes);
  const command = { program, args: programArgs, env, input, seconds, maxBytes, folder };
  const { end, output } = await launcher.run(command, options.signal);
  if (end.kind === "ended" && end.status === 0) return { kind: "ok", output };
  if (folder && end.kind === "stopped" && end.reason === "folder") await removeDownloads(folder.path);
  return { kind: "failed", status: end.kind === "ended" ? end.status : null, message: explain(end, command) };
}

/** Wraps git in `ulimit -v`. No limit on Windows, or if the shell does not support it. */
function commandLine(args: readonly string[], bytes: number | undefined): readonly [string, ...string[]] {
  if (bytes === undefined || process.platform === "win32") return ["git", ...args];
  const limit = `ulimit -v ${Math.floor(bytes / 1024)} 2>/dev/null`;
  return ["sh", "-c", `${limit}; exec git "$@"`, "git", ...args];
}

function explain(end: CommandEnd, { seconds, maxBytes, folder }: Command): string {
  switch (end.kind) {
    case "ended":
      return explainErrors(end.errors, end.status);
    case "failed":
      return `git could not be run (${end.reason}). Install git 2.31 or newer and put it on the PATH.`;
    case "stopped":
      return {
        seconds: `git took longer than ${seconds} seconds and was stopped.`,
        bytes: `git wrote more than ${maxBytes} bytes and was stopped.`,
        folder: `git wrote more than ${Math.ceil((folder?.maxBytes ?? 0) / 1e6)} MB to the disk and was stopped.`,
        aborted: "git was stopped.",
      }[end.reason];
  }
}

/** The most informative line of git's standard error, as one sentence. */
function explainErrors(errors: string, status: number | null): string {
  const lines = errors
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const said = lines.findIndex((each) => /^(?:fatal|error|ERROR):/.test(each));
  // What ssh says comes before, and says why.
  const isOfSsh = lines[said]?.includes("Could not read from remote repository") && said > 0;
  const line = lines.at(isOfSsh ? said - 1 : said);
  if (!line) return `git ended with status ${status}.`;
  if (line.includes("detected dubious ownership"))
    return "the folder belongs to another user, so git does not read it: give it to the user that runs Paperboy.";
  // git shows a part of it, which can be of its password.
  if (line.includes("Unsupported proxy syntax"))
    return "the address of the proxy is wrong: correct HTTPS_PROXY, with / and @ in its password as %2F and %40.";
  const plain = redact(line.replace(/^(?:fatal|error|ERROR|remote):\s*/, "")).slice(0, 300);
  return `git says: ${plain.replace(/[.\s]*$/, "")}.`;
}
