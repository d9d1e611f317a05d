import type { Block, Item } from "./block.js";

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
