import type { Inline } from "./nodes.js";

/** Spans nest no deeper than this; what would go deeper is text. Keeps the work linear and the tree shallow. */
const maxDepth = 12;

/** A paragraph being built: what is read so far, and the spans whose end has not come yet. */
export interface SpanBuilder {
  push(node: Inline): void;
  text(text: string): void;
  /** Begins a span. Its marker is text until the span is closed, and for good where it never is. */
  open(marker: string): void;
  /** The level of the innermost open span whose marker fits, -1 where there is none. */
  find(fits: (marker: string) => boolean): number;
  markerAt(level: number): string;
  /** Whether nothing stands between the marker of this level and here. */
  isEmpty(level: number): boolean;
  /** Makes all since the marker of this level one node. Spans opened in between never close: their markers stay text. */
  close(level: number, wrap: (children: Inline[]) => Inline): void;
  /** Leaves the marker of this level as text. */
  forget(level: number): void;
  /** What was read, in order. */
  finish(): Inline[];
}

export function createSpanBuilder(): SpanBuilder {
  const nodes: Inline[] = [];
  /** `index` is the place of the marker in `nodes`; inner spans come later in both lists. */
  const opened: { readonly marker: string; readonly index: number }[] = [];
  let text = "";

  const flush = () => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };

  return {
    push(node) {
      if (node.kind === "text") {
        text += node.text;
        return;
      }
      flush();
      nodes.push(node);
    },
    text(more) {
      text += more;
    },
    open(marker) {
      if (opened.length >= maxDepth) {
        text += marker;
        return;
      }
      flush();
      opened.push({ marker, index: nodes.length });
      nodes.push({ kind: "text", text: marker });
    },
    find: (fits) => opened.findLastIndex(({ marker }) => fits(marker)),
    markerAt: (level) => opened[level]?.marker ?? "",
    isEmpty: (level) => text === "" && opened[level]?.index === nodes.length - 1,
    close(level, wrap) {
      const opener = opened[level];
      if (!opener) return;
      flush();
      opened.length = level;
      nodes[opener.index] = wrap(nodes.splice(opener.index + 1));
    },
    forget(level) {
      opened.splice(level, 1);
    },
    finish() {
      flush();
      return nodes;
    },
  };
}
