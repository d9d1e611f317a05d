import { setMaxListeners } from "node:events";
import { packageFile } from "../package/package-file.js";
import { type Child, startChild } from "./child.js";
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

interface Running {
  readonly onOutput: (piece: Uint8Array) => void;
  readonly onEnd: (end: CommandEnd) => void;
}

const launcherFile = packageFile("dist", "src", "programs", "launcher-process.js");

export function createLauncher(): Launcher {
  let child: Child<ToLauncher> | null = null;
  let lastId = 0;
  const running = new Map<number, Running>();

  function start(): Child<ToLauncher> {
    return startChild<ToLauncher, FromLauncher>({
      file: launcherFile,
      idleTimeout,
      onMessage(message) {
        if (message.kind === "output") running.get(message.id)?.onOutput(message.piece);
        else running.get(message.id)?.onEnd(message.end);
      },
      onEnd() {
        child = null;
        for (const { onEnd } of running.values())
          onEnd({ kind: "failed", reason: "the process that runs it has ended" });
      },
    });
  }

  return {
    run(command, signal) {
      child ??= start();
      const launcher = child;
      const id = ++lastId;
      const pieces: Uint8Array[] = [];
      return new Promise((resolve) => {
        const stop = (): void => launcher.send({ kind: "stop", id });
        const deadline = setTimeout(launcher.kill, command.seconds * 1000 + graceMs);
        running.set(id, {
          onOutput: (piece) => void pieces.push(piece),
          onEnd(end) {
            clearTimeout(deadline);
            signal?.removeEventListener("abort", stop);
            running.delete(id);
            launcher.release();
            resolve({ end, output: Buffer.concat(pieces) });
          },
        });
        launcher.hold();
        launcher.send({ kind: "run", id, command });
        if (signal !== undefined) listen(signal, stop);
        if (signal?.aborted) stop();
      });
    },
  };
}

/** One signal ends as many programs as there are: they are no leak, of which Node would warn. */
function listen(signal: AbortSignal, stop: () => void): void {
  setMaxListeners(0, signal);
  signal.addEventListener("abort", stop);
}
