import { type Definitions, define, looseDefinition, takeDefinitions } from "./definitions.js";
import type { RawBlock, RawItem, RawRow } from "./raw-block.js";
import { isDelimiterRow, splitRow } from "./table-rows.js";

/** A quote or an item that is open. Its blocks are appended to the tree already. */
interface Container {
  readonly kind: "quote" | "item";
  /** The spaces that a line needs to be in the item. */
  readonly indent: number;
  readonly blocks: RawBlock[];
}

/** The block of lines at the end that is open. */
type Leaf =
  | { readonly kind: "paragraph"; readonly lines: string[]; readonly line: number }
  | { readonly kind: "table"; readonly rows: RawRow[] }
  | {
      readonly kind: "html";
      readonly lines: string[];
      readonly line: number;
      readonly isEnd: ((line: string) => boolean) | null;
    }
  | { readonly kind: "fence"; readonly mark: string }
  | { readonly kind: "code" };

/** The blocks of a list as far as it is read, with a path of open containers, and at its end perhaps an open leaf. */
export function createBlockTree() {
  const root: RawBlock[] = [];
  const path: Container[] = [];
  const found = new Map<string, string>();
  const loose: { readonly label: string; readonly url: string }[] = [];
  /** The items of the list at the end of some blocks, which may still grow. */
  const listsOf = new WeakMap<readonly RawBlock[], { readonly mark: string; readonly items: RawItem[] }>();
  let leaf: Leaf | null = null;

  const inside = () => path.at(-1)?.blocks ?? root;
  const append = (block: RawBlock) => {
    const blocks = inside();
    blocks.push(block);
    listsOf.delete(blocks);
  };
  const addParagraph = ({ lines, line }: { readonly lines: readonly string[]; readonly line: number }) => {
    const whole = lines.join("\n");
    const text = whole.startsWith("[") ? takeDefinitions(whole, found) : whole;
    if (lines.length > 1 && whole.includes("]:")) {
      for (const each of lines.slice(1).map(looseDefinition)) if (each) loose.push(each);
    }
    if (text.trim() === "") return null;
    return { text, line: line + countLines(whole.slice(0, whole.length - text.length)) };
  };
  const closeLeaf = () => {
    const closed = leaf;
    leaf = null;
    if (closed?.kind === "paragraph") {
      const paragraph = addParagraph(closed);
      if (paragraph) append({ kind: "paragraph", ...paragraph });
      else listsOf.delete(inside());
    } else if (closed?.kind === "html") {
      append({ kind: "html", text: closed.lines.join("\n"), line: closed.line });
    }
  };
  const closeTo = (depth: number) => {
    closeLeaf();
    path.length = Math.min(path.length, depth);
  };

  return {
    depth: () => path.length,
    containers: (): readonly Container[] => path,
    leaf: (): Leaf | null => leaf,
    isOpen: () => leaf !== null,
    /** The lines of the open paragraph. */
    paragraph: (): string[] | null => (leaf?.kind === "paragraph" ? leaf.lines : null),
    closeLeaf,
    closeTo,
    add: append,
    openParagraph(text: string, line: number): void {
      leaf = { kind: "paragraph", lines: [text], line };
    },
    /** Adds a row to the open table; false if there is none. */
    addRow(text: string, line: number): boolean {
      if (leaf?.kind !== "table") return false;
      leaf.rows.push({ text, line });
      return true;
    },
    openQuote(): void {
      const blocks: RawBlock[] = [];
      append({ kind: "quote", blocks });
      path.push({ kind: "quote", indent: 0, blocks });
    },
    openItem(mark: string, indent: number, line: number): void {
      const around = inside();
      const list = listsOf.get(around);
      const item = { blocks: [], line };
      if (list?.mark === mark) list.items.push(item);
      else {
        const items = [item];
        append({ kind: "list", items, line });
        listsOf.set(around, { mark, items });
      }
      path.push({ kind: "item", indent, blocks: item.blocks });
    },
    openFence(mark: string): void {
      append({ kind: "other" });
      leaf = { kind: "fence", mark };
    },
    openCode(): void {
      append({ kind: "other" });
      leaf = { kind: "code" };
    },
    openHtml(text: string, line: number, isEnd: ((line: string) => boolean) | null): void {
      leaf = { kind: "html", lines: [text], line, isEnd };
      if (isEnd?.(text)) closeLeaf();
    },
    /** Makes a heading of the open paragraph, if it has text other than definitions. */
    underline(depth: number, number: number): boolean {
      if (depth === 0 || leaf?.kind !== "paragraph") return false;
      const { lines } = leaf;
      const heading = addParagraph(leaf);
      leaf = null;
      if (heading) append({ kind: "heading", depth, ...heading });
      else {
        // The line is the start of the paragraph's text.
        lines.length = 0;
        leaf = { kind: "paragraph", lines, line: number };
      }
      return heading !== null;
    },
    /** Makes the head of a table of the last line of the open paragraph, if it has as many cells as the line below. */
    openTable(delimiters: string): boolean {
      if (leaf?.kind !== "paragraph" || !isDelimiterRow(delimiters)) return false;
      const { lines, line } = leaf;
      const head = lines.at(-1) ?? "";
      if (head.trim() === "|" || splitRow(head).length !== splitRow(delimiters).length) return false;
      lines.pop();
      const row = { text: head, line: line + lines.length };
      closeLeaf();
      const rows = [row];
      append({ kind: "table", rows, line: row.line });
      leaf = { kind: "table", rows };
      return true;
    },
    finish(): { readonly blocks: readonly RawBlock[]; readonly definitions: Definitions } {
      closeTo(0);
      for (const { label, url } of loose) define(label, url, found);
      return { blocks: root, definitions: found };
    },
  };
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
