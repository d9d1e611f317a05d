import type { SharedIdLookup } from "../catalogue/shared-ids.js";
import type { Venue } from "../catalogue/venues.js";
import { packageFile } from "../package/package-file.js";
import { type Child, type ChildEnd, startChild } from "../programs/child.js";
import type { Concept } from "../search/expansions.js";
import { inSlices } from "./in-slices.js";
import { nodeOptions } from "./node-options.js";
import type { ReadingLimits } from "./reader.js";
import { serialQueue } from "./serial-queue.js";
import type { FromReadingProcess, SharedIdsQuestion, Tasks, ToReadingProcess } from "./tasks.js";

export const processFile = packageFile("dist", "src", "reading", "reading-process.js");

/** A process that is not used for this long ends, with what it caches. Milliseconds. */
const idleTimeout = 30_000;
/** A task took too much, or failed. The message follows the list's name, without a full stop. */
export class TaskError extends Error {
  override readonly name: string = "TaskError";
}

type TaskOf<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];
type ResultOf<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

type Process = Child<ToReadingProcess<TaskOf<keyof Tasks>>>;

/** The task that runs. */
interface Running {
  readonly process: Process;
  readonly claimsOf: SharedIdLookup | null;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs a task.
 *
 * @param claimsOf answers which ids papers have in other lists
 * @throws {TaskError} where the list is to blame
 */
export type RunTask = <Name extends keyof Tasks>(
  name: Name,
  task: TaskOf<Name>,
  claimsOf?: SharedIdLookup | null,
) => Promise<ResultOf<Name>>;

export interface TaskRunner {
  /**
   * Does some work, of one or more tasks, after what was asked for before. No other work comes in between: its tasks rely
   * on what the process keeps, and the time of one does not count for another.
   */
  perform<Result>(work: (run: RunTask) => Promise<Result>): Promise<Result>;
  /** How much work is being done or waits. */
  load(): number;
  /** Ends the process; what waits fails. */
  close(): void;
}

/** What a reading process knows from its start: venues, and the concepts with which it indexes titles, if it does. */
export interface ReadingData {
  readonly venues: readonly Venue[];
  readonly concepts: readonly Concept[] | null;
}

/** Runs tasks in a process of their own, within limits. It is started for the first task, and again where it has ended. */
export function createTaskRunner(data: ReadingData, limits: ReadingLimits): TaskRunner {
  let current: Process | null = null;
  let running: Running | null = null;
  let isClosed = false;
  let load = 0;
  const enqueue = serialQueue();

  function start(): Process {
    let isReady = false;
    const started: Process = startChild({
      file: processFile,
      execArgv: nodeOptions(limits.megabytes),
      idleTimeout,
      onMessage(message: FromReadingProcess<never>) {
        if (message.kind === "ready") isReady = true;
        else if (running?.process === started) hear(running, message);
      },
      onEnd: (end) =>
        giveUp(started, isReady ? new TaskError(whyEnded(end, limits)) : new Error(notStarted(end))),
    });
    started.send({ kind: "start", ...data });
    return started;
  }

  function hear(task: Running, message: FromReadingProcess<never>): void {
    if (message.kind === "done") task.resolve(message.result);
    else if (message.kind === "failed")
      task.reject(new TaskError(`could not be read (${message.message.split("\n")[0]})`));
    else if (message.kind === "question") void answer(task, message.papers);
  }

  async function answer({ process, claimsOf }: Running, papers: SharedIdsQuestion): Promise<void> {
    try {
      process.send({ kind: "answer", claims: await inSlices((claimsOf ?? noClaims)(papers)) });
    } catch (error) {
      giveUp(process, error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Gives a process up, and fails its task. */
  function giveUp(process: Process, error: Error): void {
    if (current === process) current = null;
    if (running?.process === process) running.reject(error);
    process.kill();
  }

  async function run<Name extends keyof Tasks>(
    name: Name,
    task: TaskOf<Name>,
    claimsOf: SharedIdLookup | null = null,
  ): Promise<ResultOf<Name>> {
    if (isClosed) throw new Error(closed);
    current ??= start();
    const process = current;
    const tooLong = new TaskError(`could not be read within ${limits.seconds} seconds`);
    const timer = setTimeout(() => giveUp(process, tooLong), limits.seconds * 1000);
    process.hold();
    try {
      return await new Promise<ResultOf<Name>>((resolve, reject) => {
        running = { process, claimsOf, resolve, reject };
        process.send({ kind: "task", name, task });
      });
    } finally {
      running = null;
      clearTimeout(timer);
      process.release();
    }
  }

  return {
    perform(work) {
      load++;
      return enqueue(() => work(run)).finally(() => load--);
    },
    load: () => load,
    close() {
      isClosed = true;
      if (current !== null) giveUp(current, new Error(closed));
    },
  };
}

const closed = "The reader is closed.";

/** No paper is in another list. */
function* noClaims(papers: readonly unknown[]) {
  yield;
  return papers.map(() => []);
}

/** V8 aborts where its heap is full; a system without memory kills. */
function whyEnded({ code, signal }: ChildEnd, { megabytes }: ReadingLimits): string {
  const isAborted = signal !== null || code === null || code > 128;
  return isAborted
    ? `needs more than ${megabytes} MB of memory to be read`
    : `could not be read (its process has ended with code ${code})`;
}

function notStarted({ code, signal }: ChildEnd): string {
  return `The process that reads lists could not be started (${signal ?? `code ${code}`}): ${processFile}`;
}
