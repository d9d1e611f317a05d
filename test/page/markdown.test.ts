import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTime } from "../../src/sandbox/page/markdown/format-time.js";
import type { Block, Inline } from "../../src/sandbox/page/markdown/nodes.js";
import { parseInline } from "../../src/sandbox/page/markdown/parse-inline.js";
import { parseMarkdown } from "../../src/sandbox/page/markdown/parse-markdown.js";
import { plainText } from "../../src/sandbox/page/markdown/plain-text.js";

/** A tree as one short line: `strong(a em(b))`. */
function show(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "text") return node.text;
      if (node.kind === "link") return `link<${node.url}>(${show(node.children)})`;
      if ("children" in node) return `${node.kind}(${show(node.children)})`;
      const { kind, ...rest } = node;
      return `${kind}<${Object.values(rest).join(" ")}>`;
    })
    .join("");
}

function showBlocks(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case "quote":
        return `quote[${showBlocks(block.blocks).join(" | ")}]`;
      case "list":
        return `list[${block.items.map((item) => `${item.depth}${item.marker}${show(item.children)}`).join(" | ")}]`;
      case "code-block":
        return `code<${block.language}>${block.text}`;
      case "heading":
        return `h${block.level} ${show(block.children)}`;
      default:
        return `${block.kind} ${show(block.children)}`;
    }
  });
}

describe("inline markdown", () => {
  it.each([
    [
      "**bold** *it* _it_ __under__ ~~gone~~ ||hid||",
      "strong(bold) em(it) em(it) underline(under) strike(gone) spoiler(hid)",
    ],
    ["***both***", "strong(em(both))"],
    ["**a *b* c**", "strong(a em(b) c)"],
    ["*a **b** c*", "em(a strong(b) c)"],
    ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
    ["**open and *never closed", "**open and *never closed"],
    ["**a ||b** c||", "strong(a ||b) c||"],
    ["\\*no\\* \\\\ \\a", "*no* \\ \\a"],
    ["`a *b*` ``c ` d`` `open", "code<a *b*> code<c ` d> `open"],
    ["[text](https://a.org/x_(y))!", "link<https://a.org/x_(y)>(text)!"],
    ["[**b** [c] d](<https://a.org>)", "link<https://a.org>(strong(b) [c] d)"],
    ["[x](javascript:alert(1)) [y](data:text/html,z)", "[x](javascript:alert(1)) [y](data:text/html,z)"],
    ['[t](https://a.org "title")', "link<https://a.org>(t)"],
    ["(see https://a.org/b).", "(see link<https://a.org/b>(https://a.org/b))."],
    ["**https://a.org**", "strong(link<https://a.org>(https://a.org))"],
    ["<https://a.org/?q=1>", "link<https://a.org/?q=1>(https://a.org/?q=1)"],
    ["xhttps://a.org", "xhttps://a.org"],
    [
      "<@12> <@!12> <@&3> <#4> </lists add:5> <:cat:6>",
      "user<12> user<12> role<3> channel<4> command<lists add> emoji<cat>",
    ],
    ["@everyone @here @everyonesome", "everyone<@everyone> everyone<@here> @everyonesome"],
    ["<t:0:R> <t:99999999999999:R> <t:9000000000000>", "time<0 R> <t:99999999999999:R> <t:9000000000000>"],
    ["<b>hi</b>", "<b>hi</b>"],
    ["**** ____ ||||", "**** ____ ||||"],
  ])("reads %j", (source, expected) => {
    expect(show(parseInline(source))).toBe(expected);
  });

  it("keeps all letters of any text with any markers", () => {
    const piece = fc.constantFrom(
      "*",
      "**",
      "_",
      "__",
      "~~",
      "||",
      "`",
      "``",
      "[",
      "](",
      "](https://a.b)",
      ")",
      "\\",
      "<",
      "<@1>",
      ">",
      "a",
      "b ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = pieces.join("");
        const letters = (text: string) => text.replace(/https:\/\/a\.b/g, "").replace(/[^ab]/g, "");
        expect(letters(plainText([{ kind: "paragraph", children: parseInline(source) }]))).toBe(
          letters(source),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("links only http and https, for any text", () => {
    const urls = (nodes: readonly Inline[]): string[] =>
      nodes.flatMap((node) => [
        ...(node.kind === "link" ? [node.url] : []),
        ...("children" in node ? urls(node.children) : []),
      ]);
    const piece = fc.constantFrom(
      "[a](",
      ")",
      "javascript:",
      "https://",
      "http://",
      "x.y",
      "data:",
      "<",
      ">",
      " ",
      "\t",
      "HTTPS://",
      "//",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const url of urls(parseInline(pieces.join("")))) expect(url).toMatch(/^https?:\/\/[^/\s]/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "**a ",
    "[",
    "[a](",
    "||",
    "`",
    "``` a ",
    "*_~~",
    "<",
    "<t:1",
    "> ",
    "https://",
    "](",
    "\\",
    "_a*",
    "- a\n> b\n",
    "```\n",
  ])("reads 100,000 characters of %j in linear time, into a shallow tree", (piece) => {
    const depth = (nodes: readonly Inline[]): number =>
      nodes.reduce((max, node) => Math.max(max, "children" in node ? 1 + depth(node.children) : 0), 0);
    const source = piece.repeat(100_000 / piece.length);
    // Quadratic time would take minutes, so the test's time limit is the check.
    parseMarkdown(source);
    expect(depth(parseInline(source))).toBeLessThanOrEqual(13);
  });
});

describe("blocks", () => {
  it.each([
    ["# One\n## Two\n#no\n#### four", ["h1 One", "h2 Two", "paragraph #no\n#### four"]],
    ["a\n-# small\nb", ["paragraph a", "subtext small", "paragraph b"]],
    ["> one\n> # two\nthree", ["quote[paragraph one | h1 two]", "paragraph three"]],
    ["a\n>>> one\n\n- two", ["paragraph a", "quote[paragraph one | list[0•two]]"]],
    ["- a\n  - b\n3. c", ["list[0•a | 1•b | 03.c]"]],
    ["a ```ts\nconst *x*\n``` b", ["paragraph a", "code<ts>const *x*", "paragraph b"]],
    ["```open", ["paragraph code-open"]],
    ["a\n\nb", ["paragraph a\n\nb"]],
    ["", []],
  ])("reads %j", (source, expected) => {
    expect(showBlocks(parseMarkdown(source)).map((line) => line.replace("```open", "code-open"))).toEqual(
      expected,
    );
  });

  it("keeps an empty line between blocks, as between the entries of a digest", () => {
    const spaced = (source: string) => parseMarkdown(source).map(({ spaced = false }) => spaced);
    expect(spaced("### New\n**a**\n-# b\n\n**c**\n-# d\n\n### Code\n\n-# e\n")).toEqual([
      false,
      false,
      false,
      true,
      false,
      true,
      true,
    ]);
    expect(spaced("\n\na\n- b\n\n> c")).toEqual([false, false, true]);
  });

  it("has a plain text for screen readers", () => {
    expect(plainText(parseMarkdown("# A **b**\n- c\n- [d](https://e.org)\n> f"))).toBe("A b. c. d. f");
  });
});

describe("times", () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [-3600, "1 hour ago"],
    [90, "in 1 minute"],
    [-40 * 86_400, "last month"],
    [2 * 86_400, "in 2 days"],
  ])("formats %d seconds from now as %j", (seconds, expected) => {
    expect(formatTime(now / 1000 + seconds, "R", now)).toBe(expected);
  });
});
