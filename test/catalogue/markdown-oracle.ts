import { type Node, Parser } from "commonmark";
import type { Definitions } from "../../src/catalogue/source/blocks/definitions.js";
import type { RawBlock } from "../../src/catalogue/source/blocks/raw-block.js";
import { scanBlocks } from "../../src/catalogue/source/blocks/scan-blocks.js";
import type { Inline } from "../../src/catalogue/source/inline/inline.js";
import { parseInline } from "../../src/catalogue/source/inline/parse-inline.js";

/** Blocks and running text as nested lists of names and texts. */
type Shape = string | readonly Shape[];

/** What our reader sees in a text. */
export function ourShape(markdown: string): Shape {
  const { blocks, definitions } = scanBlocks(markdown.split("\n"));
  return blocks.flatMap((block) => blockShape(block, definitions));
}

function blockShape(block: RawBlock, definitions: Definitions): readonly Shape[] {
  const inline = (text: string) => textShape(parseInline(text.trimEnd(), definitions));
  switch (block.kind) {
    case "heading":
      return [[`h${block.depth}:${block.line}`, ...inline(block.text)]];
    case "paragraph":
      return [[`p:${block.line}`, ...inline(block.text)]];
    case "html":
      return [[`html:${block.line}`, block.text.trim()]];
    case "table":
      return ["table"];
    case "list":
      return [
        [
          "list",
          ...block.items.map((item) => [
            `item:${item.line}`,
            ...item.blocks.flatMap((each) => blockShape(each, definitions)),
          ]),
        ],
      ];
    case "quote":
      return [["quote", ...block.blocks.flatMap((each) => blockShape(each, definitions))]];
    case "other":
      return ["other"];
  }
}

function textShape(inlines: readonly Inline[]): readonly Shape[] {
  const shapes: Shape[] = [];
  let bold = 0;
  let italic = 0;
  const visit = (inline: Inline): void => {
    if (inline.kind === "style") {
      bold += inline.bold;
      italic += inline.italic;
    } else if (inline.kind === "text") addText(shapes, inline.text, bold > 0, italic > 0);
    else if (inline.kind === "link") shapes.push(["link", inline.url, ...textShape(inline.children)]);
    else if (inline.kind === "image") shapes.push(["image", inline.url, inline.alt.replaceAll("\n", " ")]);
    else shapes.push(inline.kind === "break" ? "br" : [inline.kind, inline.text]);
  };
  inlines.forEach(visit);
  return shapes;
}

/** What the reference implementation of CommonMark sees. */
export function oracleShape(markdown: string): Shape {
  return childrenOf(new Parser().parse(markdown)).flatMap(oracleBlock);
}

function oracleBlock(node: Node): readonly Shape[] {
  const line = node.sourcepos[0][0];
  switch (node.type) {
    case "heading":
      return [[`h${node.level}:${line}`, ...phrasing(node)]];
    case "paragraph":
      return [[`p:${line}`, ...phrasing(node)]];
    case "html_block":
      return [[`html:${line}`, (node.literal ?? "").trim()]];
    case "list":
      return [
        [
          "list",
          ...childrenOf(node).map((item) => [
            `item:${item.sourcepos[0][0]}`,
            ...childrenOf(item).flatMap(oracleBlock),
          ]),
        ],
      ];
    case "block_quote":
      return [["quote", ...childrenOf(node).flatMap(oracleBlock)]];
    default:
      return ["other"];
  }
}

function phrasing(parent: Node): readonly Shape[] {
  const shapes: Shape[] = [];
  const visit = (node: Node, bold: boolean, italic: boolean): void => {
    const visitAll = (isBold: boolean, isItalic: boolean) => {
      for (const child of childrenOf(node)) visit(child, isBold, isItalic);
    };
    if (node.type === "text") addText(shapes, node.literal ?? "", bold, italic);
    else if (node.type === "softbreak") addText(shapes, "\n", bold, italic);
    else if (node.type === "linebreak") shapes.push("br");
    else if (node.type === "strong") visitAll(true, italic);
    else if (node.type === "emph") visitAll(bold, true);
    else if (node.type === "code") shapes.push(["code", node.literal ?? ""]);
    else if (node.type === "html_inline") shapes.push(["html", node.literal ?? ""]);
    else if (node.type === "image") shapes.push(["image", decodeURI(node.destination ?? ""), altText(node)]);
    else if (node.type === "link")
      shapes.push(["link", decodeURI(node.destination ?? ""), ...phrasing(node)]);
  };
  for (const child of childrenOf(parent)) visit(child, false, false);
  return shapes;
}

function altText(node: Node): string {
  if (node.type === "softbreak") return " ";
  if (node.type === "html_inline") return "";
  return (node.literal ?? "") + childrenOf(node).map(altText).join("");
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.next) children.push(child);
  return children;
}

function addText(shapes: Shape[], text: string, bold: boolean, italic: boolean): void {
  // The reference implementation leaves an empty text where it has cut the spaces of a line.
  if (text === "") return;
  const style = `${bold ? "b" : ""}${italic ? "i" : ""}:`;
  const last = shapes.at(-1);
  if (typeof last === "string" && last.startsWith(style) && last !== "br")
    shapes[shapes.length - 1] = last + text;
  else shapes.push(style + text);
}
