import { runsText } from "./source/block.js";
import { createBlockCache, readBlocks } from "./source/read-blocks.js";

/** Characters at the start of a list that may hold its title. */
const maxLength = 20_000;

/** A list's own title: its first heading of the first level, without badges. `null` without one. */
export function listTitle(markdown: string): string | null {
  const blocks = readBlocks(markdown.slice(0, maxLength), createBlockCache());
  const heading = blocks.find((block) => block.kind === "heading" && block.depth === 1);
  const runs = heading?.kind === "heading" ? heading.runs : [];
  return runsText(runs.filter((run) => run.kind !== "link" || run.picture === null)) || null;
}
