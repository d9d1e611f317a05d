import { useMemo } from "preact/hooks";
import { CodeBlock } from "./code-block.js";
import { InlineNodes } from "./inline-nodes.js";
import type { Block, ListItem } from "./nodes.js";
import { parseMarkdown } from "./parse-markdown.js";
import "./markdown.css";

/** A message's text as Discord's client shows it. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div class="markdown">
      <Blocks blocks={blocks} />
    </div>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.flatMap((block, index) => [
    ...(block.spaced ? [<div key={`space ${index}`} class="empty-line" />] : []),
    <OneBlock key={index} block={block} />,
  ]);
}

function OneBlock({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <InlineNodes nodes={block.children} />
        </p>
      );
    case "subtext":
      return (
        <p class="subtext">
          <InlineNodes nodes={block.children} />
        </p>
      );
    case "heading":
      // Below the page's own two levels. The levels of a message are sizes: it may well have `##` and no `#`.
      return (
        <h3 class={`heading heading-${block.level}`}>
          <InlineNodes nodes={block.children} />
        </h3>
      );
    case "quote":
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case "list":
      return (
        <ul class="list">
          {block.items.map((item, index) => (
            <Item key={index} item={item} />
          ))}
        </ul>
      );
    case "code-block":
      return <CodeBlock text={block.text} language={block.language} />;
  }
}

function Item({ item }: { readonly item: ListItem }) {
  return (
    <li style={{ marginInlineStart: `${item.depth * 1.2}em` }}>
      <span class="marker" aria-hidden="true">
        {item.marker}
      </span>
      <span>
        <InlineNodes nodes={item.children} />
      </span>
    </li>
  );
}
