import { spawn } from "node:child_process";
import { folderSize } from "./folder-size.js";
import { redact } from "./redact.js";

/** What came of one git command. `message` is one sentence without credentials. */
export type GitResult =
  | { readonly kind: "ok"; readonly output: Buffer }
  | { readonly kind: "failed"; readonly status: number | null; readonly message: string };

export interface GitOptions {
  /** Handed to the command on its standard input. */
  readonly input?: string;
  /** Settings for this command alone, kept off the command line, where other people could read them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** After so long the command and all it started are killed. Default: 60 s. */
  readonly seconds?: number;
  /** More output than that is a failure. Default: 64 MB. */
  readonly maxBytes?: number;
  /** Where the folder holds more than that while the command runs, or afterwards, it is stopped. Default: no limit. */
  readonly folder?: { readonly path: string; readonly maxBytes: number };
  /** Address space of each process, where there is a shell that can limit it. Default: no limit. */
  readonly maxMemoryBytes?: number;
}

/** Runs git. Never throws; never asks; runs no hook and no program but git, ssh and git's own helpers. */
export interface Git {
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
}

export interface GitDeps {
  /**
   * The environment of this process: where git is found, the proxy, the ssh agent. Of its `GIT_…` only
   * `GIT_SSL_CAINFO` is passed on: the certificates that an operator trusts beside those of the system.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a repository may be a folder of this machine. */
  readonly allowFile: boolean;
}

export const defaultSeconds = 60;
const defaults = { seconds: defaultSeconds, maxBytes: 64 * 1024 * 1024 } as const;
/** How often the size of a folder is looked at, in milliseconds. */
const folderInterval = 250;

/** Whatever a repository's own settings say. */
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

export function createGit({ environment, allowFile }: GitDeps): Git {
  const inherited = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(?:GIT_(?!SSL_CAINFO$)|SSH_ASKPASS)/.test(name)),
  );
  const base = {
    ...inherited,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ALLOW_PROTOCOL: allowFile ? "https:ssh:file" : "https:ssh",
    GIT_SSH_COMMAND: "ssh -oBatchMode=yes -oConnectTimeout=15",
    GIT_HTTP_LOW_SPEED_LIMIT: "1000",
    GIT_HTTP_LOW_SPEED_TIME: "30",
  };
  return {
    run(args, options = {}) {
      const env = { ...base, ...settingsAsEnvironment({ ...safeSettings, ...options.settings }) };
      return runGit(args, env, { ...defaults, ...options });
    },
  };
}

/** `GIT_CONFIG_COUNT` and its numbered names and values: settings as `git -c` takes them (git 2.31 and newer). */
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

function runGit(
  args: readonly string[],
  env: Record<string, string | undefined>,
  {
    input = "",
    seconds,
    maxBytes,
    folder,
    maxMemoryBytes,
  }: GitOptions & { readonly seconds: number; readonly maxBytes: number },
): Promise<GitResult> {
  return new Promise((resolve) => {
    // A group of its own, so that a time limit ends the helpers that git started as well.
    const [program, ...words] = inMemory(maxMemoryBytes, args);
    const child = spawn(program, words, { env, stdio: "pipe", detached: process.platform !== "win32" });
    const output: Buffer[] = [];
    let size = 0;
    let complaint = "";
    let stopped: string | null = null;
    const stop = (why: string): void => {
      stopped ??= why;
      killGroup(child.pid);
    };
    const timer = setTimeout(
      () => stop(`git took longer than ${seconds} seconds and was stopped.`),
      seconds * 1000,
    );
    const checkFolder = async (): Promise<void> => {
      if (folder && (await folderSize(folder.path)) > folder.maxBytes)
        stop(`git wrote more than ${Math.ceil(folder.maxBytes / 1e6)} MB to the disk and was stopped.`);
    };
    const watch = folder && setInterval(() => void checkFolder(), folderInterval);
    const finish = (status: number | null, message: string | null): void => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(
        message === null
          ? { kind: "ok", output: Buffer.concat(output) }
          : { kind: "failed", status, message },
      );
    };

    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) stop(`git wrote more than ${maxBytes} bytes and was stopped.`);
      else output.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (complaint.length < 10_000) complaint += chunk;
    });
    // A command that ends before it has read its input closes the pipe: its status says what happened.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", (error) =>
      finish(
        null,
        `git could not be started (${error.message}). Install git 2.31 or newer and put it on the PATH.`,
      ),
    );
    child.on("close", async (status) => {
      await checkFolder();
      finish(status, stopped ?? (status === 0 ? null : explain(complaint, status)));
    });
  });
}

/** The command line, behind a shell that limits the memory of what it becomes. Where it can not, nothing is limited. */
function inMemory(bytes: number | undefined, args: readonly string[]): readonly [string, ...string[]] {
  if (bytes === undefined || process.platform === "win32") return ["git", ...args];
  const limit = `ulimit -v ${Math.floor(bytes / 1024)} 2>/dev/null`;
  return ["sh", "-c", `${limit}; exec git "$@"`, "git", ...args];
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It ended in the meantime.
  }
}

/** The line of git's complaint that says most, as one sentence. */
function explain(complaint: string, status: number | null): string {
  const lines = complaint
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const line = lines.find((each) => /^(?:fatal|error|ERROR):/.test(each)) ?? lines.at(-1);
  if (!line) return `git ended with status ${status}.`;
  const plain = redact(line.replace(/^(?:fatal|error|ERROR|remote):\s*/, "")).slice(0, 300);
  return `git says: ${plain.replace(/[.\s]*$/, "")}.`;
}
