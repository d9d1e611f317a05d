import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/create-sandbox.js";
import type { Answer } from "../../src/sandbox/protocol.js";

/** How often a bot that starts is asked. Milliseconds. */
const askEvery = 10;
/** How long a bot may take to answer for the first time. Milliseconds. */
const maxStart = 60_000;

/** How a bot is started and asked. */
export interface BotKind {
  readonly command: (sandbox: { readonly api: string; readonly token: string }) => {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  };
  /** The command that is asked, with its option in the given round. */
  readonly ask: (round: number) => readonly [name: string, options?: Readonly<Record<string, string>>];
  /** Whether an answer is a whole one: a bot that still reads its list says so. */
  readonly isWhole: (answer: Answer) => boolean;
  readonly sandbox?: SandboxOptions;
}

/** A bot in a process of its own, in a sandbox of its own. */
export async function createMeasuredBot({ command, ask, isWhole, sandbox: options }: BotKind) {
  const sandbox = await createSandbox({ ...options, port: 0 });
  const person = createPerson({ url: sandbox.url, id: "Mira" });
  const { args, env = {} } = command({ api: sandbox.rest.api, token: sandbox.token });
  let child: ChildProcess | null = null;

  async function stop(): Promise<void> {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null) return;
    running.kill("SIGTERM");
    await once(running, "exit");
  }

  return {
    /** Milliseconds from the start of the process to its first whole answer. */
    async start(): Promise<number> {
      const from = performance.now();
      const started = spawn(process.execPath, args, {
        env: { PATH: process.env.PATH, ...env },
        stdio: ["ignore", "pipe", "inherit"],
      });
      child = started;
      // Asked before it is there, the sandbox would wait for an answer for as long as Discord does.
      await once(started.stdout, "data");
      while (performance.now() - from < maxStart) {
        if (started.exitCode !== null) break;
        const answer = await person.run(...ask(0)).catch(() => null);
        if (answer !== null && isWhole(answer)) return performance.now() - from;
        await sleep(askEvery);
      }
      throw new Error("A bot did not answer");
    },
    /** Milliseconds that one answer takes. */
    async ask(round: number): Promise<number> {
      const from = performance.now();
      await person.run(...ask(round));
      return performance.now() - from;
    },
    /** MB of memory that the process has now, as the system counts it. */
    async memory(): Promise<number> {
      const status = await readFile(`/proc/${child?.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    /** Milliseconds of processor that the process has used so far. */
    async processor(): Promise<number> {
      const fields = (await readFile(`/proc/${child?.pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    stop,
    async close(): Promise<void> {
      await stop();
      await sandbox.close();
    },
  };
}
