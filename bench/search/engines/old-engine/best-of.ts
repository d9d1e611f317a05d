/** The first `count` items in the order of `compare`, without sorting all of them. */
export function bestOf<Item>(
  items: readonly Item[],
  count: number,
  compare: (a: Item, b: Item) => number,
): Item[] {
  if (items.length <= 2 * count) return items.toSorted(compare).slice(0, count);
  let best: Item[] = [];
  let worst: Item | undefined;
  for (const item of items) {
    if (worst !== undefined && compare(item, worst) >= 0) continue;
    best.push(item);
    if (best.length < 2 * count) continue;
    best = best.sort(compare).slice(0, count);
    worst = best.at(-1);
  }
  return best.sort(compare).slice(0, count);
}
