import type { Runnable } from "../composer/runnable.js";

/** What a visitor tries first, the first of these in this order, where the bot has it and the person may use it. */
const firstNames = ["subscribe", "search", "random", "venues", "new", "top", "alerts"];

const maxExamples = 6;

/** The commands that an empty channel offers: those to try first, or of another bot the first that it has. */
export function firstCommands(runnables: readonly Runnable[]): readonly Runnable[] {
  const first = firstNames.flatMap((name) => runnables.filter(({ path }) => path === name));
  return (first.length > 0 ? first : runnables).slice(0, maxExamples);
}
