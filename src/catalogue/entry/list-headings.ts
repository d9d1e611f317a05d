import { type Block, hardBreak, type Item, type Run, runsText } from "../source/block.js";
import { hasLink } from "./has-link.js";
import { leadsToPaper } from "./link-kind.js";
import { readNameList } from "./name-list.js";
import { looksLikeAuthors, wordCount } from "./words.js";

type Heading = Extract<Block, { kind: "heading" }>;

/** Headings in a row; fewer may be sections that are still empty. */
const minListed = 5;

/**
 * Makes a list of the headings that follow each other with nothing below any of them, `#### Slow Waves of the Sea`, and of
 * those with a line of people or an address below each, which become one entry with it.
 */
export function listHeadings(source: readonly Block[]): readonly Block[] {
  const blocks = listSigned(source);
  const listed: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    const items = emptyHeadings(blocks, index);
    const block = blocks[index];
    if (items.length >= minListed)
      listed.push({ kind: "list", items, line: items[0]?.line ?? 1, ofHeadings: true });
    else if (block) listed.push(block);
    index += items.length >= minListed ? items.length : 1;
  }
  return listed;
}

/** The share of signed ones among the headings of a depth that has entries. */
const minSignedShare = 0.6;

/** `# Slow Waves of the Sea` over `Ann Bee (Seaside University) · Cy Dee (MIT)`: such headings as lists of one entry. */
function listSigned(blocks: readonly Block[]): readonly Block[] {
  const signed = new Map<Block, readonly Run[]>();
  const counts = new Map<number, { signed: number; all: number }>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== "heading") continue;
    const next = blocks[index + 1];
    const people = next?.kind === "paragraph" ? (peopleOf(next.runs) ?? addressOf(block, next.runs)) : null;
    const isTitle = people !== null && wordCount(runsText(block.runs)) >= 3;
    if (isTitle) signed.set(block, people);
    const { signed: before = 0, all = 0 } = counts.get(block.depth) ?? {};
    counts.set(block.depth, { signed: isTitle ? before + 1 : before, all: all + 1 });
  }
  const isListed = (depth: number) => {
    const { signed = 0, all = 0 } = counts.get(depth) ?? {};
    return signed >= minListed && signed >= all * minSignedShare;
  };
  const listed: Block[] = [];
  let items: Item[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    const people = block?.kind === "heading" && isListed(block.depth) ? signed.get(block) : undefined;
    if (block?.kind !== "heading" || people === undefined) {
      items = [];
      if (block) listed.push(block);
      continue;
    }
    if (items.length === 0) listed.push({ kind: "list", items, line: block.line, ofHeadings: true });
    const runs = [...asItem(block.runs, false), hardBreak, ...people];
    items.push({ kind: "item", runs, children: [], line: block.line });
    index++;
  }
  return listed;
}

/** `## Slow Waves of the Sea` over the address of the paper, and nothing else; deeper headings need not be several. */
function addressOf({ depth, runs }: Heading, below: readonly Run[]): readonly Run[] | null {
  const [link, ...others] = below.filter((run) => run.kind !== "text" || run.text.trim() !== "");
  const isAddress = link?.kind === "link" && others.length === 0 && leadsToPaper(link.url);
  return isAddress && depth < 3 && !hasLink(runs) ? below : null;
}

/**
 * Names and nothing else but where each works in parentheses: `Ann Bee (MIT) · Cy Dee`, `Authors: ['Ann Bee', 'Cy Dee']`;
 * else null.
 */
function peopleOf(runs: readonly Run[]): readonly Run[] | null {
  if (runs.some((run) => run.kind === "link")) return null;
  const text = runsText(runs);
  const field = /^\s*authors?\s?:/i.exec(text)?.[0].length ?? 0;
  const names = field === 0 ? text : text.slice(field).replace(/[[\]'"]/g, "");
  const bare = names.replace(/\([^()]{0,200}\)/g, "");
  const arePeople = looksLikeAuthors(bare) || readNameList(bare)?.isCertain === true;
  return arePeople ? [{ kind: "text", text: names.trim(), bold: false, italic: false }] : null;
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
