import type { Block, ListItem } from "./nodes.js";
import { parseInline } from "./parse-inline.js";

const FENCE = "```";
const LANGUAGE = /^([\w+#.-]{1,32})\n/;
const HEADING = /^(#{1,3}) +(\S.*)$/;
const SUBTEXT = /^-# +(\S.*)$/;
const QUOTE = /^> (.*)$/;
const QUOTE_REST = /^>>> (.*)$/s;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;
const MAX_LIST_DEPTH = 4;

/** Reads what Discord's client makes of a message's text. Never fails: what is not markdown is a paragraph. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf(FENCE, at);
    const close = open < 0 ? -1 : source.indexOf(FENCE, open + FENCE.length);
    const inside = source.slice(open + FENCE.length, close);
    if (close < 0 || inside.trim() === "") break;
    blocks.push(...parseLines(source.slice(at, open).replace(/\n$/, "")));
    const language = LANGUAGE.exec(inside)?.[1] ?? "";
    blocks.push({
      kind: "code-block",
      language,
      text: inside.slice(language.length).replace(/^\n+/, "").trimEnd(),
    });
    at = close + FENCE.length;
    if (source[at] === "\n") at++;
  }
  return [...blocks, ...parseLines(source.slice(at))];
}

/** A stretch without code blocks. Quotes hold everything but quotes, so the tree is never deeper than two. */
function parseLines(source: string, inQuote = false): Block[] {
  const blocks: Block[] = [];
  const lines = source.split("\n");
  let paragraph: string[] = [];

  const endParagraph = () => {
    const text = paragraph.join("\n").trim();
    if (text !== "") blocks.push({ kind: "paragraph", children: parseInline(text) });
    paragraph = [];
  };
  /** Takes the lines from `index` on for as long as `take` gives something. */
  const takeWhile = <T>(index: number, take: (line: string) => T | undefined): T[] => {
    const taken: T[] = [];
    for (let next = index; next < lines.length; next++) {
      const one = take(lines[next] ?? "");
      if (one === undefined) break;
      taken.push(one);
    }
    return taken;
  };

  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const heading = HEADING.exec(line);
    const subtext = SUBTEXT.exec(line);
    if (!inQuote && line.startsWith(">>> ")) {
      endParagraph();
      const rest = QUOTE_REST.exec(lines.slice(index).join("\n"))?.[1] ?? "";
      blocks.push({ kind: "quote", blocks: parseLines(rest, true) });
      return blocks;
    }
    if (!inQuote && QUOTE.test(line)) {
      endParagraph();
      const quoted = takeWhile(index, (one) => QUOTE.exec(one)?.[1]);
      blocks.push({ kind: "quote", blocks: parseLines(quoted.join("\n"), true) });
      index += quoted.length;
    } else if (heading) {
      endParagraph();
      blocks.push({
        kind: "heading",
        level: heading[1]?.length ?? 1,
        children: parseInline(heading[2] ?? ""),
      });
      index++;
    } else if (subtext) {
      endParagraph();
      blocks.push({ kind: "subtext", children: parseInline(subtext[1] ?? "") });
      index++;
    } else if (ITEM.test(line)) {
      endParagraph();
      const items = takeWhile(index, readItem);
      blocks.push({ kind: "list", items });
      index += items.length;
    } else {
      paragraph.push(line);
      index++;
    }
  }
  endParagraph();
  return blocks;
}

function readItem(line: string): ListItem | undefined {
  const [, indent = "", marker = "", text] = ITEM.exec(line) ?? [];
  if (text === undefined) return undefined;
  return {
    depth: Math.min(MAX_LIST_DEPTH, Math.floor(indent.length / 2)),
    marker: /\d/.test(marker) ? marker : "•",
    children: parseInline(text),
  };
}
