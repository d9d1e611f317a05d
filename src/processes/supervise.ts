import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** Pauses before a child that has ended is started again: they double up to the last. Milliseconds. */
const [firstPause, lastPause] = [1_000, 60_000];
/** A child that ran for longer than this is started again after the first pause. Milliseconds. */
const longRun = 60_000;
/** How long stopping waits for a child before it is killed: it takes nine seconds at most itself. Milliseconds. */
const maxStopTime = 9_500;

export interface SuperviseOptions {
  /** The number of children. */
  readonly count: number;
  /** Starts one: it sends a message when it is ready, ends at SIGTERM, and when it is cut off from this process. */
  readonly spawn: (index: number) => ChildProcess;
  /** Between two starts. Milliseconds. */
  readonly gap: number;
  /** The exit status of a child that will not run however often it is started. */
  readonly hopeless: number;
  readonly onStarted: (index: number, pid: number | undefined) => void;
  /** A child has ended by itself, and is started again after so many milliseconds. */
  readonly onEnded: (index: number, how: string, pause: number) => void;
}

export interface Supervision {
  /** Resolves when each child was ready once. */
  readonly ready: Promise<void>;
  /** Resolves when a child cannot run, and none runs any more. */
  readonly failed: Promise<void>;
  /** Ends all children; resolves when none runs. */
  readonly stop: () => Promise<void>;
}

/** Keeps children running: one that ends is started again, later each time. */
export function supervise(options: SuperviseOptions): Supervision {
  const { count, spawn, gap, hopeless, onStarted, onEnded } = options;
  const stopping = new AbortController();
  const children = new Map<number, { readonly child: ChildProcess; readonly ended: Promise<unknown> }>();
  const notReady = new Set(Array.from({ length: count }, (_, index) => index));
  let lastStart: Promise<unknown> = Promise.resolve();
  let [isReady, hasFailed] = [() => {}, () => {}];
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const failed = new Promise<void>((resolve) => {
    hasFailed = resolve;
  });

  /** Discord wants some seconds between two new connections. */
  function takeTurn(): Promise<unknown> {
    const turn = lastStart;
    lastStart = turn.then(() => pauseFor(gap));
    return turn;
  }

  async function pauseFor(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  }

  /** @returns how it has ended, and after how long */
  async function runOnce(index: number) {
    const startedAt = performance.now();
    const child = spawn(index);
    const ended = new Promise<{ readonly status: number | null; readonly how: string }>((resolve) => {
      child.once("exit", (status, signal) =>
        resolve({ status, how: signal === null ? `with status ${status}` : `by ${signal}` }),
      );
      child.once("error", (error) => resolve({ status: null, how: `as it cannot be run: ${error.message}` }));
    });
    child.once("message", () => {
      notReady.delete(index);
      if (notReady.size === 0) isReady();
    });
    children.set(index, { child, ended });
    onStarted(index, child.pid);
    const { status, how } = await ended;
    children.delete(index);
    return { status, how, time: performance.now() - startedAt };
  }

  async function keep(index: number): Promise<void> {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, lastPause)) {
      await takeTurn();
      if (stopping.signal.aborted) return;
      const { status, how, time } = await runOnce(index);
      if (stopping.signal.aborted) return;
      if (status === hopeless) {
        await stop();
        return hasFailed();
      }
      if (time > longRun) pause = firstPause;
      onEnded(index, how, pause);
      await pauseFor(pause);
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all(
      [...children.values()].map(async ({ child, ended }) => {
        child.kill("SIGTERM");
        const timer = setTimeout(() => child.kill("SIGKILL"), maxStopTime);
        await ended;
        clearTimeout(timer);
      }),
    );
  }

  for (let index = 0; index < count; index++) void keep(index);
  return { ready, failed, stop };
}
