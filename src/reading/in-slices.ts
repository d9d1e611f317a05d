import { setImmediate as yieldToLoop } from "node:timers/promises";

/** How long other work may have to wait, each time: an answer takes several turns of the loop. Milliseconds. */
const maxHold = 1;

/** Runs steps to their end, and lets other work run whenever they have held the thread for some milliseconds. */
export async function inSlices<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < maxHold) continue;
    await yieldToLoop();
    since = performance.now();
  }
}

/** Does some work for each item, in slices. */
export function eachInSlices<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  return inSlices(steps());

  function* steps(): Generator<undefined, void> {
    for (const item of items) {
      work(item);
      yield;
    }
  }
}

/** What each item is mapped to, made in slices. */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  await eachInSlices(items, (item) => results.push(map(item)));
  return results;
}

/** The items that pass, asked in slices. */
export async function filterInSlices<Item>(
  items: Iterable<Item>,
  passes: (item: Item) => boolean,
): Promise<readonly Item[]> {
  const passing: Item[] = [];
  await eachInSlices(items, (item) => {
    if (passes(item)) passing.push(item);
  });
  return passing;
}
