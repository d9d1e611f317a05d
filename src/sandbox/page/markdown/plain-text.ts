import type { Block, Inline } from "./nodes.js";

/** The text without formatting, for screen readers. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case "quote":
          return plainText(block.blocks);
        case "list":
          return block.items.map(({ children }) => inlineText(children)).join(". ");
        case "code-block":
          return block.text;
        default:
          return inlineText(block.children);
      }
    })
    .join(". ");
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ("children" in node) return inlineText(node.children);
      if ("text" in node) return node.text;
      return "name" in node ? node.name : "";
    })
    .join("");
}
