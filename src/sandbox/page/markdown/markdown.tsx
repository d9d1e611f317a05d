import { useMemo } from "preact/hooks";
import { InlineNodes } from "./inline-nodes.js";
import type { Block, ListItem } from "./nodes.js";
import { parseMarkdown } from "./parse-markdown.js";
import "./markdown.css";

/** Below the page's own two heading levels. */
const headingTags = ["h3", "h4", "h5"] as const;

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
  return blocks.map((block, index) => <OneBlock key={index} block={block} />);
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
    case "heading": {
      const Heading = headingTags[block.level - 1] ?? "h5";
      return (
        <Heading class={`heading heading-${block.level}`}>
          <InlineNodes nodes={block.children} />
        </Heading>
      );
    }
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
      return (
        <pre class="code-block" data-language={block.language || undefined}>
          <code>{block.text}</code>
        </pre>
      );
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
