import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import type { Verdict } from "./run-child.js";

/** Runs one test file at a time in a process of its own, which is replaced where a mutant hangs it. */
export interface TestRunner {
  /** @param limit milliseconds */
  readonly run: (file: string, limit: number) => Promise<Verdict | "timed out">;
  readonly stop: () => void;
}

/** @param program this program: with the argument `child` it runs tests */
export function createTestRunner(program: string, folder: string): TestRunner {
  let child: ChildProcess | null = null;

  async function started(): Promise<ChildProcess> {
    if (child !== null) return child;
    // A group of its own, so that the processes of its tests end with it.
    const starting = fork(program, ["child", folder], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      detached: true,
    });
    if (starting.pid !== undefined) setPriority(starting.pid, 15);
    await new Promise((resolve, reject) => {
      starting.once("message", resolve);
      starting.once("exit", () => reject(new Error("vitest could not be started")));
    });
    child = starting;
    return starting;
  }

  function stop(): void {
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    child = null;
  }

  return {
    async run(file, limit) {
      const running = await started();
      return new Promise((resolve) => {
        const end = (verdict: Verdict | "timed out"): void => {
          clearTimeout(timer);
          running.removeAllListeners("message").removeAllListeners("exit");
          resolve(verdict);
        };
        const timer = setTimeout(() => {
          end("timed out");
          stop();
        }, limit);
        running.once("message", (message) => end(message === "passed" ? "passed" : "failed"));
        running.once("exit", () => {
          child = null;
          end("failed");
        });
        running.send(file);
      });
    },
    stop,
  };
}
