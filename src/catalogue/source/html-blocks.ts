import type { Element, ElementContent, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { type Block, hardBreak, type Item, type Row, type Run, runsText } from "./block.js";
import { linkRun } from "./inline-runs.js";

/** A `<summary>` is a heading deeper than any of markdown. */
const summaryDepth = 7;

const blockElements = new Set(["p", "div", "center", "details", "blockquote", "section", "article", "body"]);
const skipped = new Set(["pre", "script", "style", "code", "video", "picture", "svg", "iframe"]);

/** The blocks of a piece of HTML in a list. Lines count from its start, from 1. */
export function htmlBlocks(html: string): readonly Block[] {
  if (!html.replace(/<!--[\s\S]*?-->|<[^>]*>/g, "").trim()) return closesDetails(html);
  const tree = fromHtml(html, { fragment: true });
  return [...blocksOf(tree.children), ...closesDetails(html)];
}

/** The end of `<details>` ends the section of its summary. */
function closesDetails(html: string): readonly Block[] {
  return /<\/details>/i.test(html) ? [{ kind: "heading", depth: summaryDepth, runs: [], line: 1 }] : [];
}

function blocksOf(nodes: readonly RootContent[]): readonly Block[] {
  const blocks: Block[] = [];
  let inline: RootContent[] = [];
  const flush = () => {
    const runs = htmlRuns(inline);
    const line = lineOf(inline[0]);
    if (runs.some((run) => run.kind !== "break" && (run.kind !== "text" || run.text.trim()))) {
      blocks.push({ kind: "paragraph", runs, line });
    }
    inline = [];
  };
  for (const node of nodes) {
    const own = node.type === "element" && !skipped.has(node.tagName) ? blockOf(node) : null;
    if (own) {
      flush();
      blocks.push(...own);
    } else inline.push(node);
  }
  flush();
  return blocks;
}

/** The blocks of an element, or `null` if it is part of running text. */
function blockOf(element: Element): readonly Block[] | null {
  const line = lineOf(element);
  const name = element.tagName;
  const depth = name === "summary" ? summaryDepth : Number(/^h([1-6])$/.exec(name)?.[1] ?? 0);
  if (depth > 0) return [{ kind: "heading", depth, runs: htmlRuns(element.children), line }];
  if (name === "table") {
    const [head, ...rows] = descendants(element, "tr").map(rowOf);
    return head ? [{ kind: "table", head, rows, line }] : [];
  }
  if (name === "ul" || name === "ol")
    return [{ kind: "list", items: childrenOf(element, /^li$/).map(itemOf), line }];
  return blockElements.has(name) ? blocksOf(element.children) : null;
}

function itemOf(element: Element): Item {
  const nested: readonly ElementContent[] = childrenOf(element, /^(?:ul|ol|table)$/);
  const own = element.children.filter((child) => !nested.includes(child));
  return { kind: "item", runs: htmlRuns(own), children: blocksOf(nested), line: lineOf(element) };
}

function rowOf(row: Element): Row {
  const cells = childrenOf(row, /^t[dh]$/);
  return { cells: cells.map((cell) => htmlRuns(cell.children)), line: lineOf(row) };
}

function childrenOf(element: Element, names: RegExp): readonly Element[] {
  return element.children
    .filter((child) => child.type === "element")
    .filter(({ tagName }) => names.test(tagName));
}

function descendants(element: Element, name: string): readonly Element[] {
  return childrenOf(element, /./).flatMap((child) =>
    child.tagName === name ? [child] : descendants(child, name),
  );
}

function htmlRuns(nodes: readonly RootContent[], bold = false, italic = false): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    if (node.type === "text") {
      const text = node.value.replace(/\s+/g, " ");
      return text ? [{ kind: "text", text, bold, italic }] : [];
    }
    return node.type === "element" ? elementRuns(node, bold, italic) : [];
  });
}

function elementRuns(element: Element, bold: boolean, italic: boolean): readonly Run[] {
  const name = element.tagName;
  if (name === "br") return [hardBreak];
  if (name === "img")
    return [{ kind: "image", url: property(element, "src"), alt: property(element, "alt") }];
  if (name === "pre" || name === "script" || name === "style") return [];
  const heavy = name === "b" || name === "strong";
  const runs = htmlRuns(element.children, bold || heavy, italic || name === "i" || name === "em");
  if (name === "code") return [{ kind: "code", text: runsText(runs) }];
  if (name === "a" && property(element, "href")) return [linkRun(property(element, "href"), runs)];
  return /^(?:p|div|li|tr|h[1-6])$/.test(name) ? [...runs, hardBreak] : runs;
}

function property(element: Element, name: string): string {
  const value = element.properties[name];
  return typeof value === "string" ? value.trim() : "";
}

function lineOf(node: RootContent | undefined): number {
  return node?.position?.start.line ?? 1;
}
