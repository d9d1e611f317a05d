import type { List, Nodes, RootContent, TableRow } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { type Block, hardBreak, type Item, type Row } from "./block.js";
import { type FoldedText, foldUrls } from "./fold-urls.js";
import { htmlBlocks } from "./html-blocks.js";
import { inlineRuns } from "./inline-runs.js";
import type { Chunk } from "./split-source.js";

/**
 * Of GFM, lists use only tables. Its extensions of inline text are left out: they would check at every letter whether a
 * URL or an address begins there, and URLs are folded before the parser sees them.
 */
const withTables = {
  extensions: [{ flow: gfm().flow ?? {} }],
  mdastExtensions: gfmFromMarkdown().filter((extension) => !extension.transforms),
};

/** The line below a table's head. Chunks without one, which are most, are parsed faster without tables. */
const delimiterRow = /^[\s>]*[-:|][-:| \t]*[|:][-:| \t]*$/m;

/** The blocks of one chunk. Lines count from its start, from 1. */
export function parseChunk(chunk: Chunk): readonly Block[] {
  if (chunk.kind === "html") return htmlBlocks(chunk.text);
  const folded = foldUrls(chunk.text);
  const tree = fromMarkdown(folded.text, delimiterRow.test(folded.text) ? withTables : {});
  const definitions = new Map<string, string>();
  for (const node of tree.children) {
    if (node.type === "definition") definitions.set(node.identifier, folded.unfold(node.url));
  }
  const read = createBlockReader(folded, definitions);
  return tree.children.flatMap(read);
}

function createBlockReader(folded: FoldedText, definitions: ReadonlyMap<string, string>) {
  const runsOf = (node: Extract<Nodes, { type: "paragraph" | "heading" | "tableCell" }>) =>
    inlineRuns(node.children, folded, definitions);

  const blocksOf = (node: RootContent): readonly Block[] => {
    const line = lineOf(node);
    switch (node.type) {
      case "heading":
        return [{ kind: "heading", depth: node.depth, runs: runsOf(node), line }];
      case "paragraph":
        return [{ kind: "paragraph", runs: runsOf(node), line }];
      case "list":
        return [{ kind: "list", items: itemsOf(node), line }];
      case "table": {
        const [head, ...rows] = node.children.map(rowOf);
        return head ? [{ kind: "table", head, rows, line }] : [];
      }
      case "blockquote":
        return node.children.flatMap(blocksOf);
      case "html":
        return htmlBlocks(folded.unfold(node.value)).map((block) => shiftLines(block, line - 1));
      default:
        return [];
    }
  };
  const rowOf = (row: TableRow): Row => ({ cells: row.children.map(runsOf), line: lineOf(row) });
  const itemsOf = (list: List): Item[] =>
    list.children.map((item) => {
      const nested = item.children.findIndex((child) => child.type !== "paragraph");
      const length = nested === -1 ? item.children.length : nested;
      const own = item.children.slice(0, length).filter((child) => child.type === "paragraph");
      const runs = own.flatMap((paragraph, index) => [
        ...(index > 0 ? [hardBreak] : []),
        ...runsOf(paragraph),
      ]);
      const children = item.children.slice(length).flatMap(blocksOf);
      return { kind: "item", runs, children, line: lineOf(item) };
    });
  return blocksOf;
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

/** The same block, `by` lines further down. */
export function shiftLines<B extends Block>(block: B, by: number): B {
  if (by === 0) return block;
  const line = block.line + by;
  if (block.kind === "list") return { ...block, line, items: block.items.map((item) => shiftItem(item, by)) };
  if (block.kind === "table") {
    const rows = block.rows.map((row) => ({ ...row, line: row.line + by }));
    return { ...block, line, head: { ...block.head, line: block.head.line + by }, rows };
  }
  return { ...block, line };
}

function shiftItem(item: Item, by: number): Item {
  return { ...item, line: item.line + by, children: item.children.map((child) => shiftLines(child, by)) };
}
