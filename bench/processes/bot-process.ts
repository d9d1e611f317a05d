import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChildOptions } from "./child-options.js";

/** How long a bot may take to start. Milliseconds. */
const maxStart = 120_000;

export type BotProcess = ReturnType<typeof createBotProcess>;

/** A bot in a process of its own. */
export function createBotProcess(program: string, options: ChildOptions) {
  let child: ChildProcess | null = null;
  /** How often it has ended by itself: never, if all is well. */
  let deaths = 0;

  async function start(): Promise<void> {
    const own = fork(program, ["child", JSON.stringify(options)], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child = own;
    own.once("exit", () => {
      if (child === own) deaths += 1;
    });
    await Promise.race([
      new Promise((resolve) => own.once("message", resolve)),
      new Promise((_, reject) => own.once("exit", () => reject(new Error("A bot ended while it started")))),
      sleep(maxStart, undefined, { ref: false }).then(() => {
        throw new Error("A bot did not start in time");
      }),
    ]);
  }

  async function kill(): Promise<void> {
    const own = child;
    child = null;
    if (own === null || own.exitCode !== null) return;
    const exited = new Promise((resolve) => own.once("exit", resolve));
    own.kill("SIGKILL");
    await exited;
  }

  return {
    start,
    kill,
    deaths: () => deaths,
    /** Stops it for a time, as a suspended machine does. */
    async suspend(milliseconds: number): Promise<void> {
      child?.kill("SIGSTOP");
      await sleep(milliseconds);
      child?.kill("SIGCONT");
    },
  };
}
