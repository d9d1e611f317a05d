import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatQuery } from "../../src/search/format-query.js";
import { matches } from "../../src/search/matches.js";
import { emptyQuery } from "../../src/search/query.js";
import { createSearch } from "../../src/search/search.js";
import { defaultPapers, paper, queryOf, titlesFor, vocabulary } from "./fixtures.js";

const search = createSearch(
  [
    paper("Sparse DETR for Detection", {
      venue: "ICLR",
      year: 2022,
      has: ["code", "arxiv"],
      arxivId: "2111.14330",
    }),
    paper("Dense Detection", { venue: "ICML", year: 2023, has: ["arxiv"] }),
    paper("Detection in the Wild", { venue: "NeurIPS", year: 2024, has: ["code", "paper with code"] }),
  ],
  vocabulary,
  {
    lists: [
      { id: "quant", name: "Awesome Quantization" },
      { id: "efficient-llm", name: "Efficient LLMs" },
    ],
  },
);

describe("filters", () => {
  it.each([
    ["venue:iclr,icml", ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue:nips", ["Detection in the Wild"]],
    ["venue:nips24", ["Detection in the Wild"]],
    ['venue:"NeurIPS 2024"', ["Detection in the Wild"]],
    ["venue:iclr'22,icml23", ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue:icml22", []],
    ['venue:"2024 NeurIPS"', ["Detection in the Wild"]],
    ["venue:iclr, icml", ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue:advances in neural information processing systems wild", ["Detection in the Wild"]],
    ["year:2022 - 2023", ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue: icml", ["Dense Detection"]],
    ["author:li, gu detection", []],
    ["-venue:iclr", ["Detection in the Wild", "Dense Detection"]],
    ["-venue:iclr,icml", ["Detection in the Wild"]],
    ["year:2022..2023", ["Dense Detection", "Sparse DETR for Detection"]],
    ["year:>=2023", ["Detection in the Wild", "Dense Detection"]],
    ["year:..2022", ["Sparse DETR for Detection"]],
    ["year:2022,2024", ["Detection in the Wild", "Sparse DETR for Detection"]],
    ["has:code", ["Detection in the Wild", "Sparse DETR for Detection"]],
    ["-has:code", ["Dense Detection"]],
    ["has:pwc", ["Detection in the Wild"]],
    ["detection -detr", ["Detection in the Wild", "Dense Detection"]],
    ['"in the wild"', ["Detection in the Wild"]],
    ['"wild the"', []],
    ["title:dense", ["Dense Detection"]],
    ['title:"detections wild"', ["Detection in the Wild"]],
    ["id:2111.14330", ["Sparse DETR for Detection"]],
    ["year:2022 to 2023", ["Dense Detection", "Sparse DETR for Detection"]],
    ["year: 2022 to 2023", ["Dense Detection", "Sparse DETR for Detection"]],
    ["year:2022 or 2024 detection", ["Detection in the Wild", "Sparse DETR for Detection"]],
    ["since:2023", ["Detection in the Wild", "Dense Detection"]],
    ["before:2022", ["Sparse DETR for Detection"]],
    ["venue:iclr or icml", ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue:iclr/icml", ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue=icml", ["Dense Detection"]],
    ["has:code and arxiv", ["Sparse DETR for Detection"]],
    ["«in the wild»", ["Detection in the Wild"]],
    ["「wild the」", []],
    ["detection −detr", ["Detection in the Wild", "Dense Detection"]],
    ["venue:iclr;year:2022", ["Sparse DETR for Detection"]],
    ["venue:iclr,year:2023", []],
    ["detection NOT detr", ["Detection in the Wild", "Dense Detection"]],
    ["detection NOT venue:iclr", ["Detection in the Wild", "Dense Detection"]],
    ['detection NOT "in the wild"', ["Dense Detection", "Sparse DETR for Detection"]],
    ["venue iclr year 2022", ["Sparse DETR for Detection"]],
    ["detection conference neurips 2024", ["Detection in the Wild"]],
    ["year 2022 to 2023 detection has code", ["Sparse DETR for Detection"]],
  ])("%s", (text, titles) => {
    expect(titlesFor(search, text)).toEqual(titles);
  });

  it("open a paper by its pasted arXiv id or link", () => {
    for (const text of [
      "2111.14330",
      "arXiv:2111.14330v2",
      "https://arxiv.org/abs/2111.14330",
      "http://www.arxiv.org/pdf/2111.14330v1.pdf",
      "https://huggingface.co/papers/2111.14330",
      "arxiv 2111.14330",
    ]) {
      expect(titlesFor(search, text)).toEqual(["Sparse DETR for Detection"]);
    }
  });

  it("find a paper by its DOI, or by another address of the same page", () => {
    const [link, forum] = [
      "https://dl.acm.org/doi/abs/10.1234/5678.90",
      "https://openreview.net/forum?id=AbC-12",
    ];
    const links = [link, forum].map((url) => ({ kind: "paper" as const, label: "Paper", url }));
    const shoals = { ...paper("Shoals at Night"), links };
    for (const text of [
      "10.1234/5678.90",
      "doi:10.1234/5678.90",
      "https://doi.org/10.1234/5678.90",
      "https://openreview.net/pdf?id=AbC-12",
    ])
      expect(matches(queryOf(search, text), shoals), text).toBe(true);
    expect(matches(queryOf(search, "10.1234/5678.9"), shoals)).toBe(false);
  });

  it("take a list's name of several words, and words that only one list's name has", () => {
    for (const text of ["list:efficient llms detr", "list:llms detr", "list:efficient-llm detr"])
      expect(formatQuery(queryOf(search, text)), text).toBe("list:efficient-llm detr");
    expect(formatQuery(queryOf(search, "list:awesome quantization detr"))).toBe("list:quant detr");
    expect(formatQuery(queryOf(search, "list:quant quantization"))).toBe("list:quant quantization");
  });

  it("are none in a pasted reference: its title is searched for", () => {
    const entry =
      "@article{bee2022, author = {Bee, Ann}, title = {Dense {Detection}}, eprint = {2111.00001}, year = 2023}";
    expect(queryOf(search, entry).text).toBe("Dense Detection");
    for (const text of [
      "Bee, A., Dee, C., 2023. Dense detection. arXiv preprint arXiv:2111.00001.",
      'Bee, Ann, and Cy Dee. "Dense Detection." Journal of Shores 3 (2023).',
    ])
      expect(titlesFor(search, text)[0], text).toBe("Dense Detection");
  });

  it("count years from this one, and are written with the years", () => {
    const dated = createSearch([], vocabulary, { thisYear: () => 2031 });
    for (const [text, written] of [
      ["year:this year kites", "year:2031 kites"],
      ["kites year:last year", "year:2030 kites"],
      ["year:past 3 years kites", "year:2028.. kites"],
      ["-year:last year kites", "-year:2030 kites"],
    ] as const)
      expect(formatQuery(queryOf(dated, text)), text).toBe(written);
    expect(dated.parse("year:last kites")).toMatchObject({ suggestion: "year:2030 kites" });
  });

  it("are none where the words are those of a sentence or a title", () => {
    for (const text of [
      "Attention is NOT Explanation",
      "NOT ALL IMAGES ARE WORTH 16X16 WORDS",
      "a venue for detection",
      "year of the rabbit",
      "what has code to do with it",
    ])
      expect(formatQuery(queryOf(search, text)), text).toBe(text);
  });

  it("leave a colon within a word alone", () => {
    expect(queryOf(search, "llm.int8():8-bit smoothquant:accurate").text).toBe(
      "llm.int8():8-bit smoothquant:accurate",
    );
  });
});

describe("the filters of one paper", () => {
  const quantized = {
    ...paper("Sparse DETR", { venue: "Workshop on Vision, Speech", has: ["code"] }),
    lists: ["quant", "speech"],
  };
  const passes = (text: string) => matches(queryOf(search, text), quantized);

  it.each([
    ["list:quant", true],
    ["list:quant,efficient-llm", true],
    ["list:efficient-llm", false],
    ["-list:quant", false],
    ["-list:efficient-llm", true],
  ])("%s: %s", (text, expected) => {
    expect(passes(text)).toBe(expected);
  });

  it("of a list let no paper through that is in none", () => {
    expect(matches(queryOf(search, "list:quant"), paper("Sparse DETR"))).toBe(false);
  });

  it("of a pasted link find the paper that has this link, with any scheme, and no longer or shorter one", () => {
    const url = `https://www.example.org/${quantized.id}/code/`;
    expect(passes(`example.org/${quantized.id}/code`)).toBe(false);
    const withLink = { ...quantized, links: [{ kind: "code" as const, label: "Code", url }] };
    const finds = (text: string) => matches(queryOf(search, text), withLink);
    expect(finds(`https://example.org/${quantized.id}/code`)).toBe(true);
    expect(finds(`http://www.example.org/${quantized.id}/code/`)).toBe(true);
    expect(finds(`https://example.org/${quantized.id}`)).toBe(false);
    expect(finds(`https://example.org/${quantized.id}/code/more`)).toBe(false);
  });

  it("are written so that a venue with a comma in its name stays one", () => {
    const venues = ["ICLR", "Workshop on Vision, Speech", "ICML"];
    const query = { ...emptyQuery, with: { ...emptyQuery.with, venues } };
    expect(formatQuery(query)).toBe('venue:ICLR,ICML venue:"Workshop on Vision, Speech"');
  });

  it("are read alone, as for a command's option, or are one sentence", () => {
    expect(search.parseFilter("list", "quant")).toMatchObject({
      kind: "filters",
      filters: { lists: ["quant"], venues: [] },
    });
    expect(search.parseFilter("year", "soon")).toEqual({
      kind: "invalid",
      message: '"soon" is not a year; write 2023, 2022..2024 or >=2023.',
      instead: null,
    });
  });
});

describe("a wrong filter", () => {
  it.each([
    ["detection venue:icla", 10, "venue:icla", "detection venue:ICLR"],
    ["yaer:20233 detection", 0, "yaer:20233", "year:2023 detection"],
    ["tile:8bit", 0, "tile:8bit", "title:8bit"],
    ["has:cod", 0, "has:cod", "has:code"],
    ["venue:kdd2", 0, "venue:kdd2", "venue:KDD"],
    ["venue:nope", 0, "venue:nope", null],
    ["year:soon", 0, "year:soon", null],
    ["vit year:soon22", 4, "year:soon22", "vit year:2022"],
    ["year:2022-01", 0, "year:2022-01", null],
    ["year:20233", 0, "year:20233", "year:2023"],
    ["year:2203", 0, "year:2203", "year:2023"],
    ["year:202", 0, "year:202", "year:2020..2029"],
    ["year:1423", 0, "year:1423", null],
    ["year:2023,soon", 0, "year:2023,soon", null],
    ["id:nonsense", 0, "id:nonsense", null],
    ["vit list:qu", 4, "list:qu", "vit list:quant"],
    ["list:speech", 0, "list:speech", null],
    ["year: soon", 0, "year:", null],
  ])("%s is one sentence with its place and the nearest right one", (text, position, wrong, suggestion) => {
    const parsed = search.parse(text);
    expect(parsed).toMatchObject({ kind: "invalid", position, length: wrong.length, suggestion });
    expect(parsed.kind === "invalid" && parsed.message).toMatch(/^[^.\n]{10,}[^\n]*[.?]$/u);
    if (suggestion !== null) expect(search.parse(suggestion).kind).toBe("query");
  });
});

describe("a filter with a slip of which it is plain what was meant is taken", () => {
  it.each([
    ["detection venue:icrl", "venue:ICLR detection"],
    ["venue:neurip", "venue:NeurIPS"],
    ["venue:nipps,iclrs", "venue:NeurIPS,ICLR"],
    ["venue:icml2O23", "venue:ICML year:2023"],
    ["yaer:2023 detection", "year:2023 detection"],
    ["conference:iclr", "venue:ICLR"],
    ["lists:quant", "list:quant"],
    ["list:qunat", "list:quant"],
    ["list:efficient-llms", "list:efficient-llm"],
    ["autor:li", "author:li"],
    ["has:codes", "has:code"],
    ["has:papers", "has:paper"],
    ["has:githib", "has:code"],
    ["vit year:23", "year:2023 vit"],
    ["year:'98 vit", "year:1998 vit"],
    ["year:2022+", "year:2022.."],
    ["year:since2022", "year:2022.."],
    ["year:<22", "year:..2022"],
    ["year:2022~24", "year:2022..2024"],
    ["year:２０２３", "year:2023"],
    ["year:2023年", "year:2023"],
    ["year:2O23", "year:2023"],
  ])("%s is %s", (text, expected) => {
    expect(formatQuery(queryOf(search, text))).toBe(expected);
  });

  it("words before a colon are words where the value is none of the filter's", () => {
    expect(queryOf(search, "hash:sparse was:it").text).toBe("hash:sparse was:it");
  });
});

describe("the canonical text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "venue:iclr",
      "venue:icml,nips",
      "-venue:cvpr",
      "list:quant",
      'list:"Efficient LLMs"',
      "-list:quant,efficient-llm",
      "year:2022..2024",
      "year:>=2023",
      "-year:2020",
      "has:code",
      "-has:pwc",
      "-detr",
      '"exact words"',
      '-"not these"',
      "title:swin",
      'title:"two words"',
      "id:2309.16354",
      "vit",
      "neurips 22",
      "or",
      "to 2024",
      '"a reference."',
      "8-bit",
      ..."venue|iclr|venue iclr|year|2023|has|code|list quant|NOT|is|MESH".split("|"),
    ),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );

  it("parses to the same query", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const parsed = search.parse(pieces.join(" "));
        if (parsed.kind === "invalid") return;
        expect(search.parse(formatQuery(parsed.query))).toEqual(parsed);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("never throws, whatever is typed", () => {
  const defaults = createSearch(defaultPapers, vocabulary);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const parsed = defaults.parse(text);
      if (parsed.kind === "query") defaults.find(parsed.query, 10);
      else expect(text.slice(parsed.position, parsed.position + parsed.length)).not.toBe("");
      defaults.suggest(text, 25);
    }),
    { numRuns: 150 },
  );
});

describe("a query without words", () => {
  it("is a mistake where it is signs alone, and asks for everything where it is blank", () => {
    for (const text of ["🤖", "-", "...", "((("]) {
      expect(search.parse(text)).toMatchObject({
        kind: "invalid",
        message: "There are no words to search for.",
      });
    }
    for (const text of ["", "  "]) expect(search.find(queryOf(search, text)).total).toBe(3);
  });
});
