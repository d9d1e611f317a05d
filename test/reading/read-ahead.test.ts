import { setImmediate as yieldToLoop } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Ahead, createReadAhead } from "../../src/reading/read-ahead.js";

/** Lists that are to be read ahead, by number; those that are read and those that have been. */
function start(count: number, atOnce: number) {
  const ahead = createReadAhead(atOnce);
  const begun: number[] = [];
  const finish = new Map<number, () => void>();
  const lists: Ahead[] = Array.from({ length: count }, (_, list) =>
    ahead(() => {
      begun.push(list);
      return new Promise((resolve) => finish.set(list, resolve));
    }),
  );
  return {
    lists,
    begun,
    async finishReading(list: number) {
      finish.get(list)?.();
      await yieldToLoop();
    },
  };
}

test("lists are read ahead in their order, so many at a time", async () => {
  const { begun, finishReading } = start(4, 2);
  await yieldToLoop();
  expect(begun).toEqual([0, 1]);
  await finishReading(1);
  expect(begun).toEqual([0, 1, 2]);
});

test("a list whose turn comes first is not read ahead", async () => {
  const { lists, begun, finishReading } = start(3, 1);
  await yieldToLoop();
  lists[1]?.stop();
  await finishReading(0);
  expect(begun).toEqual([0, 2]);
});

test("only a few are kept until their turn", async () => {
  const { lists, begun, finishReading } = start(20, 2);
  await yieldToLoop();
  for (let list = 0; list < 20; list++) await finishReading(list);
  const kept = begun.length;
  expect(kept).toBeLessThan(10);
  lists[0]?.end();
  await yieldToLoop();
  expect(begun).toHaveLength(kept + 1);
});
