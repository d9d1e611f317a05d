import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { type ChildOptions, type ChildReport, childReport } from "./child-options.js";
import type { Interruptions } from "./interruptions.js";

export type Load = Extract<ChildReport, { kind: "load" }> & {
  /** Milliseconds since the start of the run. */
  readonly at: number;
  /** The number of the process. */
  readonly life: number;
};

/** How long a connection may take to come back. Milliseconds. */
const maxReconnect = 60_000;
const maxStart = 120_000;
const maxDeaths = 10;

export type Bot = Awaited<ReturnType<typeof startBot>>;

/** The bot in a process of its own, which is started again whenever it ends. */
export async function startBot(program: string, options: ChildOptions, interruptions: Interruptions) {
  const startedAt = performance.now();
  const loads: Load[] = [];
  /** How it ended by itself. */
  const deaths: string[] = [];
  let life = 0;
  let isExpected = false;
  let child: ChildProcess;
  /** Ends the interruption of the connection. */
  let reconnected = () => {};
  let isClosed = false;

  function disconnected(): void {
    reconnected();
    const end = interruptions.open("the connection to Discord was cut");
    const timer = setTimeout(end, maxReconnect);
    reconnected = () => {
      clearTimeout(timer);
      end();
    };
  }

  async function start(): Promise<void> {
    life += 1;
    const number = life;
    isExpected = false;
    child = fork(program, ["child", JSON.stringify(options)], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const own = child;
    const ready = new Promise<void>((resolve) => {
      own.on("message", (message) => {
        const report = childReport.parse(message);
        if (report.kind === "ready") resolve();
        if (report.kind === "load")
          loads.push({ ...report, at: performance.now() - startedAt, life: number });
        if (report.kind === "connection") report.open ? reconnected() : disconnected();
      });
    });
    own.once("exit", (code, signal) => {
      reconnected();
      if (isExpected || isClosed) return;
      deaths.push(`ended by itself with ${signal ?? code}`);
      if (deaths.length > maxDeaths) throw new Error(`The bot ends again and again: ${deaths[0]}.`);
      void restart();
    });
    await Promise.race([
      ready,
      sleep(maxStart, undefined, { ref: false }).then(() => {
        if (own === child) throw new Error(`The bot did not start within ${maxStart / 1000} s.`);
      }),
    ]);
  }

  async function restart(): Promise<void> {
    const end = interruptions.open("the bot was killed, and started again");
    await start();
    end();
  }

  await start();
  return {
    loads,
    deaths,
    life: () => life,
    /** Notes that a fault cuts the connection now. */
    disconnected,
    /** Ends it without a warning, and starts it again. */
    async kill(): Promise<void> {
      isExpected = true;
      const end = interruptions.open("the bot was killed, and started again");
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await exited;
      await start();
      end();
    },
    /** Stops the process for a time, as a suspended machine does. */
    async suspend(milliseconds: number): Promise<void> {
      const end = interruptions.open("the bot was stopped");
      child.kill("SIGSTOP");
      await sleep(milliseconds);
      child.kill("SIGCONT");
      await sleep(1_000);
      end();
    },
    async close(): Promise<void> {
      isClosed = true;
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await exited;
    },
  };
}
