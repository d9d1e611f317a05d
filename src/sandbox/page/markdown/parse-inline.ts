import type { Inline, SpanKind } from "./nodes.js";
import { parseLeaf } from "./parse-leaf.js";
import { readLinkTarget } from "./read-link-target.js";
import { createSpanBuilder, type SpanBuilder } from "./span-builder.js";

const spanKinds: Readonly<Record<string, SpanKind>> = {
  "**": "strong",
  "*": "em",
  __: "underline",
  _: "em",
  "~~": "strike",
  "||": "spoiler",
};
const wordCharacter = /[\p{L}\p{N}]/u;

/**
 * Parses the spans, links and mentions of one paragraph in a single pass. Markers without a partner stay as text.
 */
export function parseInline(source: string): Inline[] {
  const builder = createSpanBuilder();
  let at = 0;
  while (at < source.length) at = step(source, at, builder);
  return builder.finish();
}

/** Parses the element at `at` and returns the index after it. */
function step(source: string, at: number, builder: SpanBuilder): number {
  const leaf = parseLeaf(source, at);
  if (leaf) {
    builder.push(leaf.node);
    return leaf.end;
  }
  const character = source[at] ?? "";
  switch (character) {
    case "*":
    case "_":
      return emphasis(source, at, character, builder);
    case "~":
    case "|":
      if (source[at + 1] !== character) break;
      pair(character + character, builder);
      return at + 2;
    case "[":
      builder.open("[");
      return at + 1;
    case "]":
      return closingBracket(source, at, builder);
  }
  builder.text(character);
  return at + 1;
}

/** A run of stars or underscores can open or close several spans: `***both***`. */
function emphasis(source: string, at: number, character: string, builder: SpanBuilder): number {
  let end = at + 1;
  while (source[end] === character) end++;
  const before = source[at - 1] ?? " ";
  const after = source[end] ?? " ";
  const single = character === "_" && end - at === 1;
  const canOpen = /\S/.test(after) && !(single && wordCharacter.test(before));
  const canClose = /\S/.test(before) && !(single && wordCharacter.test(after));

  let left = end - at;
  while (left > 0) {
    const level = builder.find((marker) => marker.startsWith(character));
    const marker = builder.markerAt(level);
    const kind = spanKinds[marker];
    if (canClose && kind && marker.length <= left && !builder.isEmpty(level)) {
      builder.close(level, (children) => ({ kind, children }));
      left -= marker.length;
    } else if (canOpen) {
      const opening = character.repeat(Math.min(left, 2));
      builder.open(opening);
      left -= opening.length;
    } else {
      builder.text(character.repeat(left));
      left = 0;
    }
  }
  return end;
}

function pair(marker: string, builder: SpanBuilder): void {
  const level = builder.find((one) => one === marker);
  const kind = spanKinds[marker];
  if (level >= 0 && kind && !builder.isEmpty(level)) builder.close(level, (children) => ({ kind, children }));
  else builder.open(marker);
}

/** A `]` ends a masked link if a target follows; otherwise both brackets are text. */
function closingBracket(source: string, at: number, builder: SpanBuilder): number {
  const level = builder.find((marker) => marker === "[");
  const target = level >= 0 && !builder.isEmpty(level) ? readLinkTarget(source, at + 1) : undefined;
  if (target) {
    builder.close(level, (children) => ({ kind: "link", url: target.url, children: withoutLinks(children) }));
    return target.end;
  }
  if (level >= 0) builder.forget(level);
  builder.text("]");
  return at + 1;
}

/** Replaces links inside a link's text by their text. */
function withoutLinks(children: readonly Inline[]): Inline[] {
  return children.flatMap((child) => (child.kind === "link" ? child.children : [child]));
}
