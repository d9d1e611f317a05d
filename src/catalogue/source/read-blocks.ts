import { hash } from "node:crypto";
import { matchesOf } from "../matches-of.js";
import { type Block, hardBreak, type Item, type Row, type Run } from "./block.js";
import { type Definitions, labelKey } from "./blocks/definitions.js";
import type { RawBlock, RawItem, RawRow } from "./blocks/raw-block.js";
import { scanBlocks } from "./blocks/scan-blocks.js";
import { splitRow } from "./blocks/table-rows.js";
import { htmlBlocks } from "./html/html-blocks.js";
import { inlineRuns } from "./inline-runs.js";
import { cleanLines, repairLines } from "./repair-lines.js";
import { scanRst } from "./rst/scan-rst.js";
import { shiftLines } from "./shift-lines.js";
import type { Syntax } from "./syntax.js";
import { createTextCache, type TextCache } from "./text-cache.js";

/** Characters, far above any real heading. */
const maxHeadingLength = 5000;

/** The content of texts that were read. Two revisions of a list share nearly all of them. */
export interface BlockCache {
  readonly runs: TextCache<readonly Run[]>;
  readonly cells: TextCache<Row["cells"]>;
  readonly html: TextCache<readonly Block[]>;
}

export function createBlockCache(): BlockCache {
  return { runs: createTextCache(), cells: createTextCache(), html: createTextCache() };
}

/** Reads a list's text as blocks, in time in proportion to its length. Texts in `cache` cost almost nothing. */
export function readBlocks(text: string, cache: BlockCache, syntax: Syntax = "markdown"): readonly Block[] {
  const { blocks, definitions } =
    syntax === "rst"
      ? { blocks: scanRst(cleanLines(text)), definitions: new Map<string, string>() }
      : scanBlocks(repairLines(text));
  return joinLists(createBlockReader(definitions, cache)(blocks));
}

function createBlockReader(definitions: Definitions, cache: BlockCache) {
  const keyOf = createKeys(definitions);
  /** The runs of paragraphs with a blank line between them, which is a line of the source too. */
  const runsOf = (text: string) =>
    cache.runs.get(keyOf(text), (key) => {
      const [first = [], ...others] = textOfKey(key)
        .split("\n\n")
        .map((paragraph) => inlineRuns(paragraph, definitions));
      return others.length === 0
        ? first
        : [first, ...others.flatMap((runs) => [[hardBreak, hardBreak], runs])].flat();
    });
  const cellsOf = (text: string) =>
    cache.cells.get(keyOf(text), (key) =>
      splitRow(textOfKey(key)).map((cell) => inlineRuns(cell, definitions)),
    );
  const rowOf = ({ text, line }: RawRow): Row => ({ cells: cellsOf(text), line });

  const blocksOf = (blocks: readonly RawBlock[]): readonly Block[] => blocks.flatMap(read);
  const read = (block: RawBlock): readonly Block[] => {
    switch (block.kind) {
      case "heading":
        return [
          {
            kind: "heading",
            depth: block.depth,
            runs: runsOf(block.text.slice(0, maxHeadingLength)),
            line: block.line,
          },
        ];
      case "paragraph":
        return [{ kind: "paragraph", runs: runsOf(block.text), line: block.line }];
      case "list":
        return [{ kind: "list", items: block.items.map(itemOf), line: block.line }];
      case "table": {
        const [head, ...rows] = block.rows.map(rowOf);
        return head ? [{ kind: "table", head, rows, line: block.line }] : [];
      }
      case "html":
        return cache.html.get(block.text, htmlBlocks).map((each) => shiftLines(each, block.line - 1));
      case "quote":
        return blocksOf(block.blocks);
      case "other":
        return [];
    }
  };
  const itemOf = ({ blocks, line }: RawItem): Item => {
    const nested = blocks.findIndex(({ kind }) => kind !== "paragraph");
    const length = nested === -1 ? blocks.length : nested;
    const own = blocks.slice(0, length).flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
    return { kind: "item", runs: runsOf(own.join("\n\n")), children: blocksOf(blocks.slice(length)), line };
  };
  return blocksOf;
}

/** What the reading of a text depends on: the text, and the definitions that it uses. */
function createKeys(definitions: Definitions): (text: string) => string {
  if (definitions.size === 0) return (text) => text;
  const stamps = new Map(
    [...definitions].map(([label, url]) => [label, url.length > 100 ? sha256(url) : url]),
  );
  return (text) => {
    let key = text;
    for (const [, label = ""] of text.includes("[") ? matchesOf(text, reference) : []) {
      const stamp = stamps.get(labelKey(label));
      if (stamp !== undefined) key += `${endOfText}${label}${endOfText}${stamp}`;
    }
    return key;
  };
}

const reference = /\[([^[\]]{1,200})\]/g;

/** A character that no repaired line has. */
const endOfText = "\0";

function textOfKey(key: string): string {
  const end = key.indexOf(endOfText);
  return end === -1 ? key : key.slice(0, end);
}

function sha256(text: string): string {
  return hash("sha256", text, "base64");
}

/** Joins lists with nothing to read between them, such as those of `-` and `*`. */
function joinLists(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  let items: Item[] = [];
  for (const block of blocks) {
    if (block.kind !== "list") joined.push(block);
    else if (joined.at(-1)?.kind === "list") for (const item of block.items) items.push(item);
    else {
      items = [...block.items];
      joined.push({ ...block, items });
    }
  }
  return joined;
}
