import { type ChildProcess, fork } from "node:child_process";
import { packageFile } from "../package/package-file.js";
import type { Command, CommandEnd, CommandResult } from "./command.js";
import type { FromLauncher, ToLauncher } from "./launcher-messages.js";

/** A launcher that has nothing to run for this long ends, with its memory. Milliseconds. */
const idleTimeout = 10_000;
/** A launcher ends a command in time; one that has said nothing so long after it does not answer. Milliseconds. */
const graceMs = 10_000;

/**
 * Runs commands as children of a small process. Starting a program copies the tables of the starter's memory, and each page
 * that the starter then writes to: from a bot of 400 MB it stops everything for 50 ms, and takes seconds of faults after it.
 */
export interface Launcher {
  /** Never throws. @param signal kills the command when it is aborted */
  run(command: Command, signal?: AbortSignal): Promise<CommandResult>;
}

interface Pending {
  readonly pieces: Uint8Array[];
  readonly finish: (end: CommandEnd) => void;
}

const launcherFile = packageFile("dist", "src", "programs", "launcher-process.js");

export function createLauncher(): Launcher {
  let current: ReturnType<typeof startProcess> | null = null;
  return {
    run(command, signal) {
      if (current === null || current.hasEnded()) current = startProcess();
      return current.run(command, signal);
    },
  };
}

/** One process. It keeps this one alive only while a command runs. */
function startProcess() {
  const child = fork(launcherFile, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env.PATH },
    execArgv: [],
  });
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let hasEnded = false;
  let idle: NodeJS.Timeout | undefined;

  const rest = (): void => {
    if (hasEnded || pending.size > 0) return;
    keepsAlive(child, false);
    idle = setTimeout(end, idleTimeout).unref();
  };
  const end = (): void => {
    hasEnded = true;
    if (child.connected) child.disconnect();
    for (const { finish } of pending.values())
      finish({ kind: "failed", reason: "the process that runs it has ended" });
  };
  child.on("exit", end);
  child.on("error", end);
  child.on("message", (message: FromLauncher) => {
    if (message.kind === "output") pending.get(message.id)?.pieces.push(message.piece);
    else pending.get(message.id)?.finish(message.end);
  });
  rest();

  return {
    hasEnded: () => hasEnded,
    run(command: Command, signal?: AbortSignal): Promise<CommandResult> {
      const id = ++lastId;
      clearTimeout(idle);
      keepsAlive(child, true);
      return new Promise((resolve) => {
        const pieces: Uint8Array[] = [];
        const stop = (): void => send(child, { kind: "stop", id });
        const deadline = setTimeout(() => child.kill("SIGKILL"), command.seconds * 1000 + graceMs);
        pending.set(id, {
          pieces,
          finish: (end) => {
            clearTimeout(deadline);
            signal?.removeEventListener("abort", stop);
            pending.delete(id);
            resolve({ end, output: Buffer.concat(pieces) });
            rest();
          },
        });
        send(child, { kind: "run", id, command });
        signal?.addEventListener("abort", stop);
        if (signal?.aborted) stop();
      });
    },
  };
}

/** Where the process has ended meanwhile, its end says so to every command. */
function send(child: ChildProcess, message: ToLauncher): void {
  child.send(message, () => {});
}

function keepsAlive(child: ChildProcess, isWorking: boolean): void {
  if (isWorking) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
