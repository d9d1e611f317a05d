import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  code,
  count,
  escapeMarkdown,
  link,
  plainLine,
  safe,
  safeUrl,
  safeWithin,
  truncate,
} from "../../src/interactions/text.js";

const wild = fc.string({ unit: "binary", maxLength: 300 });

describe("plain lines", () => {
  test("are one line without control and direction characters", () => {
    expect(plainLine("a\n\tb\u202Ec\u0000d  e")).toBe("a bcd e");
  });

  test("replace lone surrogates, which Discord refuses", () => {
    expect(plainLine("\uD83D!")).toBe("\uFFFD!");
  });
});

describe("truncating", () => {
  test("leaves a text that fits as it is", () => {
    expect(truncate("I-ViT", 5)).toBe("I-ViT");
  });

  test("does not tear a family, a flag or an accent apart", () => {
    expect(truncate("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 12)).toBe("👩‍👩‍👧‍👦…");
    expect(truncate("e\u0301e\u0301e\u0301", 4)).toBe("e\u0301…");
  });

  test("never returns more than the length, and never half of a character", () => {
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 50 }), (text, length) => {
        const short = truncate(plainLine(text), length);
        expect(short.length).toBeLessThanOrEqual(length);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("untrusted text", () => {
  test.each([
    ["**bold** _it_ ~~no~~ ||spoiler||", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\|"],
    ["@everyone <@1> <#2>", "\\@everyone \\<\\@1\\> \\<#2\\>"],
    ["[click](https://evil.example)", "\\[click\\](https\\://evil.example)"],
    ["# heading", "\\# heading"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["arXiv 2309.16354", "arXiv 2309.16354"],
    ["2309.16354", "2309.16354"],
    ["`code`", "\\`code\\`"],
    ["PTQ4ViT: Post-Training", "PTQ4ViT: Post-Training"],
  ])("%s cannot format, mention or link", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test("every character that formats is escaped, whatever the text", () => {
    fc.assert(
      fc.property(wild, (text) => {
        const shown = safe(text, 200);
        expect(shown.replace(/\\[\\*_~`|[\]<>@:#+.)-]/g, "")).not.toMatch(/[*_~`|[\]<>@]|:\/\/|\n/);
      }),
    );
  });

  test("fits after escaping, where Discord counts that", () => {
    fc.assert(
      fc.property(
        fc.oneof(wild, fc.constant("_".repeat(500))),
        fc.integer({ min: 5, max: 256 }),
        (text, length) => {
          expect(safeWithin(text, length).length).toBeLessThanOrEqual(length);
        },
      ),
    );
    expect(safeWithin("I-ViT", 256)).toBe("I-ViT");
  });

  test("inline code ends where we end it", () => {
    expect(code("a`b")).toBe("`a'b`");
    expect(code("")).toBe("` `");
  });
});

describe("links", () => {
  test("lead to http and https only", () => {
    expect(safeUrl("javascript:alert(1)")).toBeNull();
    expect(safeUrl("ftp://x.example")).toBeNull();
    expect(safeUrl("not a url")).toBeNull();
    expect(link("arXiv", "data:text/html,x")).toBe("arXiv");
  });

  test("cannot be ended by their own URL", () => {
    expect(link("Paper", "https://a.example/x_(y)<z>")).toBe("[Paper](https://a.example/x_%28y%29%3Cz%3E)");
  });
});

test("counts have the right plural", () => {
  expect([count(0, "paper"), count(1, "paper"), count(1024, "entry", "entries")]).toEqual([
    "0 papers",
    "1 paper",
    "1,024 entries",
  ]);
});
