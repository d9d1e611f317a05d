import { setTimeout as sleep } from "node:timers/promises";

/** A place in the order. */
export interface Turn {
  /** Runs a task when it is this one's turn. */
  readonly run: <Result>(task: () => Promise<Result>) => Promise<Result>;
  /** The next one need not wait any longer. */
  readonly end: () => void;
}

/**
 * Gives turns to tasks that take some time to get ready. They run in the order in which their turns were taken, but one
 * that is ready waits for the one before it only for so many milliseconds.
 *
 * @param enqueue runs the tasks one after another
 */
export function createTurns(enqueue: Turn["run"], patience: number): () => Turn {
  let last: Promise<void> = Promise.resolve();
  return () => {
    const before = last;
    let end = (): void => {};
    last = new Promise((resolve) => {
      end = resolve;
    });
    return {
      async run(task) {
        await Promise.race([before, sleep(patience, undefined, { ref: false })]);
        return enqueue(task);
      },
      end: () => end(),
    };
  };
}
