import { createBlockTree } from "./block-tree.js";
import type { Definitions } from "./definitions.js";
import { endsTable, htmlStartAt, startsTable } from "./html-start.js";
import {
  closesFence,
  fenceAt,
  headingDepth,
  headingText,
  isBlank,
  isRule,
  markerAt,
  skipSpaces,
  underlineDepth,
} from "./line-starts.js";
import type { RawBlock } from "./raw-block.js";

/** Quotes and items within each other; what is deeper is text. */
const maxDepth = 20;
/** Spaces that make code of a line. */
const codeIndent = 4;

/**
 * The blocks of a list, as CommonMark and the tables of GitHub define them, and the definitions in it. One pass over
 * the lines, each at a cost of its length and the depth it is at. An HTML table may contain blank lines.
 */
export function scanBlocks(lines: readonly string[]): {
  readonly blocks: readonly RawBlock[];
  readonly definitions: Definitions;
} {
  const tree = createBlockTree();
  const lastTableEnd = lines.findLastIndex(endsTable);
  for (const [index, line] of lines.entries())
    scanLine(tree, expandTabs(line), index + 1, index <= lastTableEnd);
  return tree.finish();
}

type BlockTree = ReturnType<typeof createBlockTree>;

function scanLine(tree: BlockTree, line: string, number: number, beforeTableEnd: boolean): void {
  let { depth, at } = matchContainers(tree, line);
  const continues = depth === tree.depth();
  if (continues && continueLeaf(tree, line, at)) return;
  // Only the text of a paragraph goes on without the marks of its containers.
  const paragraph = tree.paragraph();
  let isNested = false;
  for (;;) {
    const start = skipSpaces(line, at);
    const afterText = !isNested && paragraph !== null;
    const inParagraph = continues && afterText;
    if (start === line.length || isBlank(line, start)) {
      tree.closeTo(depth);
      return;
    }
    if (start - at >= codeIndent) {
      if (afterText) break;
      tree.closeTo(depth);
      tree.openCode();
      return;
    }
    const character = line[start];
    if (character === ">" && depth < maxDepth) {
      tree.closeTo(depth);
      tree.openQuote();
      at = start + (line[start + 1] === " " ? 2 : 1);
    } else {
      if (startLeaf(tree, { line, start, number, depth, afterText, inParagraph, beforeTableEnd })) return;
      const marker = depth < maxDepth ? markerAt(line, start) : null;
      if (!marker || (inParagraph && marker.weak)) break;
      tree.closeTo(depth);
      const after = start + marker.length;
      const text = skipSpaces(line, after);
      const spaces = text === line.length || text - after > codeIndent ? 1 : text - after;
      tree.openItem(marker.list, after + spaces - at, number);
      at = Math.min(after + spaces, line.length);
    }
    depth++;
    isNested = true;
  }
  const text = line.slice(skipSpaces(line, at));
  if (!isNested && paragraph !== null) {
    // The paragraph may be in a container that this line has no mark of.
    paragraph.push(text);
    return;
  }
  if (!isNested && continues && tree.addRow(text, number)) return;
  tree.closeTo(depth);
  tree.openParagraph(text, number);
}

/** Where a line continues the open quotes and items: the number of them, and the offset after their marks. */
function matchContainers(tree: BlockTree, line: string): { depth: number; at: number } {
  let at = 0;
  let depth = 0;
  for (const container of tree.containers()) {
    const start = skipSpaces(line, at);
    if (container.kind === "quote") {
      if (line[start] !== ">" || start - at >= codeIndent) break;
      at = start + (line[start + 1] === " " ? 2 : 1);
    } else if (isBlank(line, start)) {
      if (container.blocks.length === 0 && !tree.isOpen()) break;
      at = line.length;
    } else if (start - at >= container.indent) at += container.indent;
    else break;
    depth++;
  }
  return { depth, at };
}

/** Adds a line to the code, HTML or table that is open; false if it is not part of one. */
function continueLeaf(tree: BlockTree, line: string, at: number): boolean {
  const leaf = tree.leaf();
  const start = skipSpaces(line, at);
  if (leaf?.kind === "fence") {
    if (start - at < codeIndent && closesFence(line, start, leaf.mark)) tree.closeLeaf();
    return true;
  }
  if (leaf?.kind === "html") {
    if (leaf.isEnd === null && isBlank(line, start)) return false;
    leaf.lines.push(line.slice(at));
    if (leaf.isEnd?.(line)) tree.closeLeaf();
    return true;
  }
  return leaf?.kind === "code" && (start - at >= codeIndent || isBlank(line, start));
}

interface LeafStart {
  readonly line: string;
  readonly start: number;
  readonly number: number;
  readonly depth: number;
  /** Whether the line may be the next one of a paragraph. */
  readonly afterText: boolean;
  /** The same, and it has the marks of the paragraph's containers. */
  readonly inParagraph: boolean;
  readonly beforeTableEnd: boolean;
}

/** Starts a heading, a rule, code, HTML or a table; false if the line starts none. */
function startLeaf(tree: BlockTree, leaf: LeafStart): boolean {
  const { line, start, number, depth, afterText, inParagraph, beforeTableEnd } = leaf;
  const heading = headingDepth(line, start);
  if (heading > 0) {
    tree.closeTo(depth);
    tree.add({ kind: "heading", depth: heading, text: headingText(line, start + heading), line: number });
    return true;
  }
  const mark = fenceAt(line, start);
  if (mark) {
    tree.closeTo(depth);
    tree.openFence(mark);
    return true;
  }
  if (line[start] === "<") {
    const isTable = beforeTableEnd && startsTable(line, start);
    const html = isTable ? { isEnd: endsTable, weak: false } : htmlStartAt(line, start);
    if (html && !(html.weak && afterText)) {
      tree.closeTo(depth);
      tree.openHtml(line.slice(start), number, html.isEnd);
      return true;
    }
  }
  if (inParagraph && tree.underline(underlineDepth(line, start), number)) return true;
  if (isRule(line, start)) {
    tree.closeTo(depth);
    tree.add({ kind: "other" });
    return true;
  }
  return inParagraph && tree.openTable(line);
}

/** Tabs before the text of a line as spaces, up to the next multiple of four. */
function expandTabs(line: string): string {
  const first = line.indexOf("\t");
  const lead = first === -1 ? 0 : (/^(?:[ \t>]|[-*+](?=\s)|\d{1,9}[.)](?=\s))*/.exec(line)?.[0].length ?? 0);
  if (first >= lead) return line;
  let expanded = "";
  for (const character of line.slice(0, lead)) {
    expanded += character === "\t" ? " ".repeat(4 - (expanded.length % 4)) : character;
  }
  return expanded + line.slice(lead);
}
