import { type Block, runsText } from "./source/block.js";
import { createBlockCache, readBlocks } from "./source/read-blocks.js";
import type { Syntax } from "./source/syntax.js";

/** Characters at the start of a list that may hold its title. */
const maxLength = 20_000;
/** Headings of a part of a list. */
const partOfList =
  /^(?:(?:awesome )?(?:papers?|resources?|surveys?|books?|datasets?|code)|(?:table of )?contents?|toc|introduction|overview|about|news|updates?|what'?s new)$/i;

type Heading = Extract<Block, { kind: "heading" }>;

/**
 * A list's own title, without badges: its first heading of the first level, or a heading of the second level with which
 * it begins. `null` without one, or if that is the heading of a part after others: *Resources*.
 */
export function listTitle(text: string, syntax: Syntax = "markdown"): string | null {
  const blocks = readBlocks(text.slice(0, maxLength), createBlockCache(), syntax);
  const headings = blocks.filter((block) => block.kind === "heading");
  const [first] = blocks;
  const heading = headings.find(({ depth }) => depth === 1);
  if (heading !== undefined) return titleOf(heading, heading === headings[0]);
  return first?.kind === "heading" && first.depth === 2 ? titleOf(first, false) : null;
}

/** @param isFirst whether no heading is above it */
function titleOf(heading: Heading, isFirst: boolean): string | null {
  const runs = heading.runs.filter((run) => run.kind !== "link" || run.picture === null);
  const title = runsText(runs);
  return title === "" || (!isFirst && partOfList.test(title)) ? null : title;
}
