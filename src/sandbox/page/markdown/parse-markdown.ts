import type { Block, ListItem } from "./nodes.js";
import { parseInline } from "./parse-inline.js";

const fence = "```";
const languagePattern = /^([\w+#.-]{1,32})\n/;
const headingPattern = /^(#{1,3}) +(\S.*)$/;
const subtextPattern = /^-# +(\S.*)$/;
const quotePattern = /^> (.*)$/;
const quoteRestPattern = /^>>> (.*)$/s;
const itemPattern = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;
const maxListDepth = 4;

/** Parses a message's text as Discord's client does. Never fails: other text is a paragraph. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf(fence, at);
    const close = open < 0 ? -1 : source.indexOf(fence, open + fence.length);
    const inside = source.slice(open + fence.length, close);
    if (close < 0 || inside.trim() === "") break;
    blocks.push(...parseLines(source.slice(at, open).replace(/\n$/, "")));
    const language = languagePattern.exec(inside)?.[1] ?? "";
    blocks.push({
      kind: "code-block",
      language,
      text: inside.slice(language.length).replace(/^\n+/, "").trimEnd(),
    });
    at = close + fence.length;
    if (source[at] === "\n") at++;
  }
  return [...blocks, ...parseLines(source.slice(at))];
}

/** Parses text without code blocks. Quotes contain no quotes, so the tree has at most two levels. */
function parseLines(source: string, inQuote = false): Block[] {
  const blocks: Block[] = [];
  const lines = source.split("\n");
  let paragraph: string[] = [];
  let isSpaced = false;

  const push = (block: Block) => {
    blocks.push(isSpaced && blocks.length > 0 ? { ...block, spaced: true } : block);
    isSpaced = false;
  };
  const endParagraph = () => {
    const text = paragraph.join("\n").trim();
    isSpaced ||= paragraph[0]?.trim() === "";
    if (text !== "") {
      push({ kind: "paragraph", children: parseInline(text) });
      isSpaced = paragraph.at(-1)?.trim() === "";
    }
    paragraph = [];
  };
  /** Maps the lines from `index` until `take` returns undefined. */
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
    const heading = headingPattern.exec(line);
    const subtext = subtextPattern.exec(line);
    if (!inQuote && line.startsWith(">>> ")) {
      endParagraph();
      const rest = quoteRestPattern.exec(lines.slice(index).join("\n"))?.[1] ?? "";
      push({ kind: "quote", blocks: parseLines(rest, true) });
      return blocks;
    }
    if (!inQuote && quotePattern.test(line)) {
      endParagraph();
      const quoted = takeWhile(index, (one) => quotePattern.exec(one)?.[1]);
      push({ kind: "quote", blocks: parseLines(quoted.join("\n"), true) });
      index += quoted.length;
    } else if (heading) {
      endParagraph();
      push({
        kind: "heading",
        level: heading[1]?.length ?? 1,
        children: parseInline(heading[2] ?? ""),
      });
      index++;
    } else if (subtext) {
      endParagraph();
      push({ kind: "subtext", children: parseInline(subtext[1] ?? "") });
      index++;
    } else if (itemPattern.test(line)) {
      endParagraph();
      const items = takeWhile(index, readItem);
      push({ kind: "list", items });
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
  const [, indent = "", marker = "", text] = itemPattern.exec(line) ?? [];
  if (text === undefined) return undefined;
  return {
    depth: Math.min(maxListDepth, Math.floor(indent.length / 2)),
    marker: /\d/.test(marker) ? marker : "•",
    children: parseInline(text),
  };
}
