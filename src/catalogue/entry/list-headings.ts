import { type Block, type Item, type Run, runsText } from "../source/block.js";

/** Headings in a row; fewer may be sections that are still empty. */
const minListed = 5;

/** Makes a list of the headings that follow each other with nothing below any of them: `#### Slow Waves of the Sea`. */
export function listHeadings(blocks: readonly Block[]): readonly Block[] {
  const listed: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    const items = emptyHeadings(blocks, index);
    const block = blocks[index];
    if (items.length >= minListed) listed.push({ kind: "list", items, line: items[0]?.line ?? 1 });
    else if (block) listed.push(block);
    index += items.length >= minListed ? items.length : 1;
  }
  return listed;
}

/** The headings of one depth from an index on, as items, up to the first with anything below it. */
function emptyHeadings(blocks: readonly Block[], from: number): readonly Item[] {
  const first = blocks[from];
  if (first?.kind !== "heading" || first.depth < 3) return [];
  const items: Item[] = [];
  for (let index = from; index < blocks.length; index++) {
    const block = blocks[index];
    const next = blocks[index + 1];
    const isEmpty = next === undefined || (next.kind === "heading" && next.depth <= first.depth);
    if (block?.kind !== "heading" || block.depth !== first.depth || !isEmpty) break;
    items.push({ kind: "item", runs: block.runs, children: [], line: block.line });
  }
  const isNumbered = items.filter(({ runs }) => numberBefore.test(runsText(runs))).length > items.length / 2;
  return items.map((item) => ({ ...item, runs: asItem(item.runs, isNumbered) }));
}

/** `0362 Slow Waves`, `12. Slow Waves`. */
const numberBefore = /^\s*\d{1,5}[.):]?\s+(?=\S)/;

/** The text of a heading as that of a bullet: bold, and without the number of an entry. */
function asItem(runs: readonly Run[], isNumbered: boolean): readonly Run[] {
  return runs.map((run, index) => {
    if (run.kind !== "text") return run;
    return {
      ...run,
      bold: true,
      text: isNumbered && index === 0 ? run.text.replace(numberBefore, "") : run.text,
    };
  });
}
