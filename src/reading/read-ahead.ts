import pLimit from "p-limit";

/** Lists that are being read ahead or wait for their turn: what was read of them is kept until then. */
const maxLists = 8;

/** A list that is to be read before its turn comes. */
export interface Ahead {
  /** Its turn has come: where reading it has not begun, it does not begin any more. */
  readonly stop: () => void;
  /** What was read is used, or never will be. Stops it, too. */
  readonly end: () => void;
}

/**
 * Reads lists ahead, in the order in which they come. One whose turn comes first is not read ahead.
 *
 * @param atOnce how many at a time
 * @returns reads a list as soon as it may; `read` must not throw
 */
export function createReadAhead(atOnce: number): (read: () => Promise<void>) => Ahead {
  const [kept, reading] = [pLimit(maxLists), pLimit(atOnce)];
  return (read) => {
    let isStopped = false;
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    void kept(async () => {
      await reading(async () => {
        if (!isStopped) await read();
      });
      await finished;
    });
    const stop = (): void => {
      isStopped = true;
    };
    return {
      stop,
      end() {
        stop();
        finish();
      },
    };
  };
}
