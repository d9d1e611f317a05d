import { type Block, hardBreak, type Item, type Row, type Run, runsText } from "../block.js";
import { attribute, linkRun, plainRuns } from "../inline-runs.js";
import { type HtmlElement, type HtmlNode, parseHtml } from "./html-tree.js";

/** A `<summary>` is a heading deeper than any of markdown. */
const summaryDepth = 7;

const blockElements = new Set(["p", "div", "center", "details", "blockquote", "section", "article", "body"]);
const skipped = new Set(["pre", "script", "style", "code", "video", "picture", "svg", "iframe"]);
const headingDepths = new Map([
  ["summary", summaryDepth],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`h${n}`, n] as const),
]);
const listNames = new Set(["ul", "ol"]);
const nestedNames = new Set(["ul", "ol", "table"]);
const itemNames = new Set(["li"]);
const cellNames = new Set(["td", "th"]);
const lineNames = new Set(["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"]);

/** The blocks of a piece of HTML in a list. Lines count from its start, from 1. */
export function htmlBlocks(html: string): readonly Block[] {
  const tree = parseHtml(html);
  const blocks = tree.some(hasText) ? blocksOf(tree) : [];
  const { before, within } = closedDetails(html);
  return [...(before ? [endOfDetails] : []), ...blocks, ...(within ? [endOfDetails] : [])];
}

/** The end of `<details>` ends the section of its summary. */
const endOfDetails: Block = { kind: "heading", depth: summaryDepth, runs: [], line: 1 };

/** Whether a piece of HTML ends details that began before it, and whether all that begin in it also end in it. */
function closedDetails(html: string): { readonly before: boolean; readonly within: boolean } {
  let open = 0;
  let before = false;
  let closed = false;
  for (const [, closing] of html.matchAll(/<(\/?)details\b/gi)) {
    if (!closing) open++;
    else if (open === 0) before = true;
    else {
      open--;
      closed = true;
    }
  }
  return { before, within: closed && open === 0 };
}

function hasText(node: HtmlNode): boolean {
  return node.kind === "text" ? node.text.trim() !== "" : node.children.some(hasText);
}

function blocksOf(nodes: readonly HtmlNode[]): readonly Block[] {
  const blocks: Block[] = [];
  let inline: HtmlNode[] = [];
  const flush = () => {
    const [first] = inline;
    if (!first) return;
    const runs = htmlRuns(inline);
    inline = [];
    if (runs.some((run) => run.kind !== "break" && (run.kind !== "text" || run.text.trim()))) {
      blocks.push({ kind: "paragraph", runs, line: first.line });
    }
  };
  for (const node of nodes) {
    const own = node.kind === "element" && !skipped.has(node.name) ? blockOf(node) : null;
    if (own) {
      flush();
      for (const block of own) blocks.push(block);
    } else inline.push(node);
  }
  flush();
  return blocks;
}

/** The blocks of an element, or `null` if it is part of running text. */
function blockOf({ name, children, line }: HtmlElement): readonly Block[] | null {
  const depth = name === "summary" ? depthOfSummary(children) : headingDepths.get(name);
  if (depth !== undefined) return [{ kind: "heading", depth, runs: htmlRuns(children), line }];
  if (name === "table") {
    const [head, ...rows] = rowsOf(descendants(children, "tr"));
    return head ? [{ kind: "table", head, rows, line }] : [];
  }
  if (listNames.has(name)) return [{ kind: "list", items: elements(children, itemNames).map(itemOf), line }];
  return blockElements.has(name) ? blocksOf(children) : null;
}

/** `<summary><h2>Waves</h2></summary>`: a heading that can be folded is as deep as any other. */
function depthOfSummary(children: readonly HtmlNode[]): number {
  const filled = children.filter(hasText);
  const [only] = filled;
  const isHeading = filled.length === 1 && only?.kind === "element";
  return (isHeading && headingDepths.get(only.name)) || summaryDepth;
}

function itemOf({ children, line }: HtmlElement): Item {
  const isNested = (node: HtmlNode) => node.kind === "element" && nestedNames.has(node.name);
  const own = children.filter((child) => !isNested(child));
  return { kind: "item", runs: htmlRuns(own), children: blocksOf(children.filter(isNested)), line };
}

/** Cells that span rows at a time: so few that they cannot multiply a table. */
const maxSpanning = 5;

/** The rows of a table. A cell with `rowspan` is a cell of each of its rows. */
function rowsOf(rows: readonly HtmlElement[]): readonly Row[] {
  const spanning = new Map<number, { readonly runs: readonly Run[]; rows: number }>();
  return rows.map(({ children, line }) => {
    const cells: (readonly Run[])[] = [];
    const addSpanning = () => {
      for (let open = spanning.get(cells.length); open; open = spanning.get(cells.length)) {
        if (--open.rows === 0) spanning.delete(cells.length);
        cells.push(open.runs);
      }
    };
    for (const cell of elements(children, cellNames)) {
      addSpanning();
      const runs = htmlRuns(cell.children);
      const more = Number(/^[1-9]\d{0,3}$/.exec(attribute(cell.attributes, "rowspan"))?.[0] ?? 1) - 1;
      if (more > 0 && spanning.size < maxSpanning) spanning.set(cells.length, { runs, rows: more });
      cells.push(runs);
    }
    addSpanning();
    return { cells, line };
  });
}

function elements(nodes: readonly HtmlNode[], names: ReadonlySet<string>): readonly HtmlElement[] {
  return nodes.filter((node) => node.kind === "element").filter(({ name }) => names.has(name));
}

function descendants(nodes: readonly HtmlNode[], name: string): readonly HtmlElement[] {
  return nodes.flatMap((node): readonly HtmlElement[] => {
    if (node.kind === "text") return [];
    return node.name === name ? [node] : descendants(node.children, name);
  });
}

function htmlRuns(nodes: readonly HtmlNode[], bold = false, italic = false): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    if (node.kind === "element") return elementRuns(node, bold, italic);
    const text = node.text.replace(/\s+/g, " ");
    return plainRuns(text, { bold, italic });
  });
}

function elementRuns(
  { name, attributes, children }: HtmlElement,
  bold: boolean,
  italic: boolean,
): readonly Run[] {
  if (name === "br") return [hardBreak];
  if (name === "img")
    return [{ kind: "image", url: attribute(attributes, "src"), alt: attribute(attributes, "alt") }];
  if (name === "pre" || name === "script" || name === "style") return [];
  const heavy = name === "b" || name === "strong";
  const runs = htmlRuns(children, bold || heavy, italic || name === "i" || name === "em");
  if (name === "code") return [{ kind: "code", text: runsText(runs) }];
  const url = name === "a" ? attribute(attributes, "href") : "";
  if (url) return [linkRun(url, runs)];
  return lineNames.has(name) ? [...runs, hardBreak] : runs;
}
