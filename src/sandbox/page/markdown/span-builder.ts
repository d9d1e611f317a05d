import type { Inline } from "./nodes.js";

/** Deeper markers are text. Keeps parsing linear and the tree shallow. */
const maxDepth = 12;

/** Builds a paragraph: the nodes so far, and the open spans. */
export interface SpanBuilder {
  push(node: Inline): void;
  text(text: string): void;
  /** Opens a span. Its marker stays text unless the span is closed. */
  open(marker: string): void;
  /** The level of the innermost open span with a matching marker, or -1. */
  find(fits: (marker: string) => boolean): number;
  markerAt(level: number): string;
  /** Whether nothing follows the marker of this level. */
  isEmpty(level: number): boolean;
  /** Wraps all nodes since the marker of this level. The markers of inner open spans stay text. */
  close(level: number, wrap: (children: Inline[]) => Inline): void;
  /** Leaves the marker of this level as text. */
  forget(level: number): void;
  /** Returns the nodes. */
  finish(): Inline[];
}

export function createSpanBuilder(): SpanBuilder {
  const nodes: Inline[] = [];
  /** `index` is the marker's index in `nodes`. Inner spans come later in both lists. */
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
