import { spawn } from "node:child_process";
import type { Command, CommandEnd, StopReason } from "./command.js";
import { folderSize } from "./folder-size.js";

/** How often the size of a folder is checked. */
const folderIntervalMs = 250;
/** Characters of its standard error that are kept. */
const maxErrors = 10_000;

/**
 * Runs a command as a child of this process.
 *
 * @param onOutput called with each piece of its output
 * @param signal kills it when it is aborted
 */
export function runCommand(
  { program, args, env, input, seconds, maxBytes, folder }: Command,
  onOutput: (piece: Buffer) => void,
  signal: AbortSignal,
): Promise<CommandEnd> {
  return new Promise((resolve) => {
    // A process group of its own, so that a limit also kills the programs that it started.
    const child = spawn(program, args, { env, stdio: "pipe", detached: process.platform !== "win32" });
    let size = 0;
    let errors = "";
    let stopped: StopReason | null = null;
    const stop = (reason: StopReason): void => {
      stopped ??= reason;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => stop("seconds"), seconds * 1000);
    const checkFolder = async (): Promise<void> => {
      if (folder && (await folderSize(folder.path)) > folder.maxBytes) stop("folder");
    };
    const watch = folder === null ? undefined : setInterval(() => void checkFolder(), folderIntervalMs);
    const abort = () => stop("aborted");
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    const finish = (end: CommandEnd): void => {
      clearTimeout(timer);
      clearInterval(watch);
      signal.removeEventListener("abort", abort);
      resolve(end);
    };

    child.on("error", ({ message }) => finish({ kind: "failed", reason: message }));
    child.on("close", async (status) => {
      await checkFolder();
      finish(stopped === null ? { kind: "ended", status, errors } : { kind: "stopped", reason: stopped });
    });
    child.stdout.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size > maxBytes) stop("bytes");
      else onOutput(piece);
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      if (errors.length < maxErrors) errors += piece;
    });
    // A command may end without reading all its input, which closes the pipe. Its status says what happened.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
}
