import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readArxivFeed } from "../../src/details/arxiv-feed.js";
import { entryOf, feedOf } from "./fake-services.js";

const only = (xml: string) => {
  const feed = readArxivFeed(xml);
  return feed.kind === "feed" ? [...feed.byId] : feed;
};

describe("a feed of arXiv", () => {
  test("gives titles, authors and abstracts by id, without versions", () => {
    const xml = feedOf([
      entryOf("2207.01405", {
        title: "I-ViT:\n  Integer-only Quantization",
        abstract: "We\n  quantise <x> & y.",
        version: 4,
      }),
      entryOf("math.GT/0309136", { title: "Old", authors: ["Only One"], doi: "10.1000/182" }),
    ]);
    expect(only(xml)).toEqual([
      [
        "2207.01405",
        {
          source: "arXiv",
          title: "I-ViT: Integer-only Quantization",
          authors: ["Zhikai Li", "Qingyi Gu"],
          abstract: "We quantise <x> & y.",
          year: 2022,
          doi: null,
          journal: null,
          isWithdrawn: false,
        },
      ],
      ["math/0309136", expect.objectContaining({ authors: ["Only One"], doi: "10.1000/182" })],
    ]);
  });

  test("has no entry for an error or an empty answer", () => {
    expect(only(feedOf([]))).toEqual([]);
    expect(only('<feed xmlns="http://www.w3.org/2005/Atom"/>')).toEqual([]);
    expect(
      only(feedOf(["<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>"])),
    ).toEqual([]);
    expect(
      only(
        feedOf([
          "<entry>text</entry>",
          "<entry/>",
          "<entry><id>http://arxiv.org/abs/2207.01405v1</id></entry>",
        ]),
      ),
    ).toEqual([]);
  });

  test.each([
    "This paper has been withdrawn by the authors due to an error in Theorem 2.",
    "Withdrawn: see the new version.",
    "This submission is now withdrawn",
  ])("knows a withdrawn paper, whose notice is no abstract: %s", (abstract) => {
    const expected = { isWithdrawn: true, abstract: null, authors: ["Zhikai Li", "Qingyi Gu"] };
    const xml = feedOf([entryOf("2207.01405", { title: "T", abstract })]);
    expect(only(xml)).toMatchObject([["2207.01405", expected]]);
  });

  test("an abstract about withdrawing is an abstract", () => {
    const xml = feedOf([
      entryOf("2207.01405", { title: "T", abstract: "We study when papers are withdrawn." }),
    ]);
    expect(only(xml)).toMatchObject([
      ["2207.01405", { isWithdrawn: false, abstract: expect.stringContaining("study") }],
    ]);
  });

  test.each([
    ["a page", "<html><body>hi<br></body></html>"],
    ["nothing", ""],
    ["JSON", '{"feed":{}}'],
    ["a cut-off feed", feedOf([entryOf("2207.01405", { title: "T" })]).slice(0, 700)],
    ["RSS", "<rss><channel/></rss>"],
    [
      "a feed with entities of its own",
      `<!DOCTYPE feed [<!ENTITY a "ha">]>${feedOf([entryOf("2207.01405", { title: "T" })])}`,
    ],
  ])("%s is malformed", (_, xml) => {
    expect(readArxivFeed(xml)).toMatchObject({ kind: "malformed" });
  });

  test("never expands an entity bomb", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY e0 "lol">${lines.join("")}]><feed><entry><id>http://arxiv.org/abs/2207.01405</id><title>&e40;</title></entry></feed>`;
    const start = performance.now();
    expect(readArxivFeed(bomb)).toMatchObject({ kind: "malformed" });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("decodes references to characters once", () => {
    const xml = feedOf([
      "<entry><id>http://arxiv.org/abs/2207.01405</id><title>&amp;lt; &#233;&#x4E2D; &unknown;</title></entry>",
    ]);
    expect(only(xml)).toMatchObject([["2207.01405", { title: "&lt; é中 &unknown;" }]]);
  });

  test("any text is read or malformed, never thrown", () => {
    const piece = fc.constantFrom(
      "<entry>",
      "</entry>",
      "<title>",
      "</title>",
      "<id>http://arxiv.org/abs/2207.01405v1</id>",
      "<author><name>",
      "</name></author>",
      "&lt;",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "\u0000",
      "\ud800",
      "論文",
      "x",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece).map((pieces) => feedOf([pieces.join("")])),
    );
    fc.assert(
      fc.property(text, (xml) => ["feed", "malformed"].includes(readArxivFeed(xml).kind)),
      { numRuns: 50 },
    );
  });
});
