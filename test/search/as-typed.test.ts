import { describe, expect, it, test } from "vitest";
import { createPaperMatcher } from "../../src/search/match-papers.js";
import { createSearch, type Search } from "../../src/search/search.js";
import { paper, queryOf, searchOver, titlesFor, vocabulary } from "./fixtures.js";

/** Titles with what comes near each of them, and many others, so that words have a rarity. */
const titles = [
  "Wind-Fed Kite Steering for Small Boats",
  "Kite-Compatible Rope Sorting for Sails",
  "Rope Sorting in Harbours: A Survey",
  "Steering Boats with Learned Rudders",
  "Decoupling Zero-Shot Semantic Clocks",
  "Decoupling Harbour Traffic with Graph Signals",
  "Owls and Hawks: Two Views of One Field",
  "Both Ways: Bidirectional Roads in Maps",
  "Map Fusion for Boats",
  "Boats on Maps: A Study of Charts",
  "Surgical Robots Learn to Sew",
  "Noise Adding in Sea Charts",
  "Robust Planning for Autonomous Driving in Ports",
  "RiverLM: A Language Model of Rivers",
  "RiverVLM: Autonomous Vision of Rivers",
  "KelpNet: Counting Kelp from Above",
  "KelpNet++: Counting Kelp Better",
  "Shiny Otter 2: Agents that Dive",
  "ShinyOtter: Agents that Swim",
  "Fast PondSkimmer for Still Water",
  "PondSkimmer: Water Surfaces at Rest",
  "Pruning Nurse Heads",
  "NurseNet: Heads of Departments that Prune Rotas",
  "Monocular Lake Depth with Attention",
  "Mono3D: Lakes in Stereo",
  "Gait Clocks: Walking Tells the Time",
  "Clocks of the Deep Sea",
  "Gate Control in Locks",
  "Tidal Waves in Narrow Straits",
  "Learning to Sail from Logs",
  "Counting Gulls at 120 Docks by Slow Tide Watching",
  "Guessing Rope Length Underwater",
  "Adversarial Examples for Gull Detectors",
  "A Harbour Exam for Pilots",
  "Silver Lanterns under Ice",
  "HighTide: Low-Power Buoys with Radar",
  "Kelp Growth Seen through Long Underwater Films",
  "γ-Buoy: Nets for Tidal Signals",
  "Buoy Gamble: Signals of Chance",
  "Dune0.5: Sand at Half Scale",
  "$\\omega_0$: Waves without Wind",
  "Lantern Caravel II: Night Voyages",
  "Caravel Lanterns for Night Voyages",
  "Reef Indexing: A Corpus of Corals",
  "Coral Corpus with a Reef Viewer and Index of Tides",
  "GULLv3: Wings in Motion",
  "ReefNet+: Corals Counted",
  "ReefNet++: Corals Counted Again",
  "Defending Piers against Storm Surges",
  "Storm Surges at Piers: Many Offences",
  "Explanations of Drifting Ice",
  "Drifting Explorers on Ice",
  "Maripose: Sheets of Sails, Trimmed",
  "Sails: Sheets for Trimming",
  "Signals as Codes: Lamps for Ships",
  "Conditioned Lamps for Signals",
  "Lee Shore Night Drift",
  "Charts: Drift over Ice",
  "Learned Harbour-to-Shore Translation of Flags",
  "A Harbour Shore with Two Flags",
  "A List of the Latest Kite Papers",
  "Kites Folded from Papers",
  "SKIF: Small Boats, Planned",
  "Where Slow Kelp Floats Inland",
  "Tides Aren't Clocks: A Reply",
  "Clocks for Tides of Many Ports",
];
const search = searchOver(...titles);

const first = (text: string, among: Search = search) => titlesFor(among, text, 5)[0];

test("a venue's year is of the last century where it is no other", () => {
  const dated = createSearch(
    [1993, 1992, 2021].map((year) => paper(`Lambda ${year % 7} Boats`, { venue: "POPL", year })),
    vocabulary,
  );
  for (const text of ["lambda popl92", "popl 92", "venue:popl92", "lambda popl 1992"])
    expect(titlesFor(dated, text)[0], text).toBe(`Lambda ${1992 % 7} Boats`);
});

describe("what people type", () => {
  it.each([
    ["initials of neighbouring words", "wfks", "Wind-Fed Kite"],
    ["initials beside words", "boats wfks", "Wind-Fed Kite"],
    ["a short name with two letters swapped, which are initials amid a title", "skfi", "SKIF"],
    ["two words for a contraction", "tides are not clocks", "Tides Aren't Clocks"],
    ["a contraction without its apostrophe", "tides arent clocks", "Tides Aren't Clocks"],
    ["unknown words beside a known one", "decoupling zs semclk", "Decoupling Zero-Shot"],
    ["filler", "use owls or hawks both ways", "Owls and Hawks"],
    ["filler in a sentence", "how does one sort many ropes for sails", "Kite-Compatible"],
    ["a family of words", "fuse maps for boats", "Map Fusion"],
    ["a family of words", "surgery robot", "Surgical Robots"],
    ["an abbreviation that is only a stem", "adding noise", "Noise Adding"],
    ["a name before typos of all words", "riverlm autonome", "RiverLM"],
    ["a plus", "kelpnet++", "KelpNet++"],
    ["no plus", "kelpnet", "KelpNet:"],
    ["plus as a word", "kelpnet plus plus", "KelpNet++"],
    ["plus as a part of a word", "kelpnetplusplus", "KelpNet++"],
    ["a plus set apart", "reefnet +", "ReefNet+:"],
    ["initials with two letters swapped", "boats wfkss", "Wind-Fed Kite"],
    ["initials with a wrong letter", "boats wfkxs", "Wind-Fed Kite"],
    ["the name of a Greek letter", "gamma buoy", "γ-Buoy"],
    ["a Greek letter", "γ buoy signals", "γ-Buoy"],
    ["a Greek letter in LaTeX", "omega0", "$\\omega_0$"],
    ["a number for a Roman one", "lantern caravel 2", "Lantern Caravel II"],
    ["a number as a word", "lantern caravel two", "Lantern Caravel II"],
    ["a name without its version", "gull wings", "GULLv3"],
    ["who does it for doing it", "reef indexers", "Reef Indexing"],
    ["a name run together", "shinyotter2", "Shiny Otter 2"],
    ["a name run together with a typo", "fast pondskimer", "Fast PondSkimmer"],
    ["a name run together with a typo", "shinyoter2", "Shiny Otter 2"],
    ["the typed order", "prune nurse heads", "Pruning Nurse Heads"],
    ["clipped words", "mono lake depth attention", "Monocular"],
    ["letters left out", "mnclr lake depth", "Monocular"],
    ["a word that is no other one with letters left out", "code signal lamps ships", "Signals as Codes"],
    ["a family of words", "pier defence storm", "Defending Piers"],
    ["a family of words", "explaining drifting ice", "Explanations of"],
    ["everyday words in a sentence", "does explaining something help with ice", "Explanations of"],
    ["versus", "owls vs hawks", "Owls and Hawks"],
    ["a long name corrected into another word", "marigold sheets", "Maripose"],
    ["the initials of a whole title beside a word that it lacks", "lsnd charts", "Lee Shore"],
    ["a misremembered word", "kite friendly rope sorting for sails", "Kite-Compatible"],
    ["another real word", "gate clocks", "Gait Clocks"],
    ["initials after a number of several digits", "dstw", "Counting Gulls"],
    ["initials without words that abbreviations leave out", "kgslu", "Kelp Growth"],
    ["initials of a name in one word and of hyphened words", "hlpb", "HighTide"],
    ["a number for the word that sounds like it", "harbour2shore flags", "Learned Harbour-to-Shore"],
    ["how a search is asked for beside what is searched", "recent rudder papers", "Steering Boats"],
    ["the same words where they are a title's", "latest kite papers", "A List of the Latest"],
    ["a name run together with two letters swapped between its words", "silvelranterns", "Silver Lanterns"],
  ])("%s: %s", (_, text, title) => {
    expect(first(text)).toMatch(new RegExp(`^${title.replace(/[+$\\]/g, "\\$&")}`, "u"));
  });

  it("an author's name beside a word that the title lacks finds the author's paper", () => {
    const by = { ...paper("Autonomous Tidal Estimates"), authors: "Ann Quillfeather and Cy Dee" };
    const among = createSearch([by, ...titles.map((title) => paper(title))], vocabulary);
    for (const text of ["quillfeather ate", "quillfeather tide maps", "quillfeather"])
      expect(first(text, among), text).toBe(by.title);
    expect(among.suggest("estimates quillfeather", 5)[0]?.title).toBe(by.title);
  });

  it("initials mean a paper plainly only where they are those of its whole title", () => {
    expect(search.meant("lsnd")?.title).toBe("Lee Shore Night Drift");
    expect(search.meant("grlu")?.title).toBe("Guessing Rope Length Underwater");
    expect(search.meant("dstw")).toBeNull();
  });

  it("unknown words never empty an answer that a known one has", () => {
    expect(titlesFor(search, "xqzzv wvvxq nurse").length).toBeGreaterThan(0);
  });

  it.each([
    ["initials beside a word that the title lacks", "grlu benchmark", "Guessing Rope"],
    ["initials that are nearly another title's name", "kgsl benchmark", "Kelp Growth"],
    ["a clipped word that another title has", "adv exam gulls detectors", "Adversarial Examples"],
  ])("in many titles, %s: %s", (_, text, title) => {
    const others = Array.from({ length: 20 }, (_, i) => [
      `Bay ${i}: A Benchmark of Gulls`,
      `Adversarial Weather in Harbour ${i}`,
    ]);
    others.push(["KGSO: A Benchmark of Owls"]);
    expect(first(text, searchOver(...titles, ...others.flat()))).toMatch(new RegExp(`^${title}`, "u"));
  });

  it("a word that can only be cut into other words hides nothing", () => {
    const tides = Array.from({ length: 40 }, (_, i) => `Tides of Bay ${i}`);
    expect(titlesFor(searchOver("Q Learning of Owls", "CS for Sailors", ...tides), "qcs tides")).not.toEqual(
      [],
    );
  });

  it("a number of bits is met by no other number", () => {
    const reefs = searchOver("GULL4Reef: Post-Season Counting", "Low-Bit Counting", "Tides");
    expect(titlesFor(reefs, "4bit")).toEqual(["Low-Bit Counting"]);
  });

  it("initials neither begin nor end with a small word", () => {
    expect(titlesFor(searchOver("Feeding Hens for the Winter", "Owls"), "hft")).toEqual([]);
  });

  it("an abbreviation is met by its plural, but by no other form", () => {
    const found = titlesFor(
      searchOver("Retrieval-Augmented Generation of Answers", "Raging Storms"),
      "raging",
    );
    expect(found).toEqual(["Raging Storms"]);
    expect(titlesFor(searchOver("Retrieval-Augmented Generation of Answers"), "rags")).toHaveLength(1);
  });

  it("of two papers the newer one is first only if their scores are equal", () => {
    const [older, newer] = [
      paper("Deep Kelp", { year: 2020 }),
      paper("Deep Kelp of the North Sea", { year: 2024 }),
    ];
    expect(first("deep kelp", createSearch([newer, older], vocabulary))).toBe("Deep Kelp");
  });

  it("a long text finds the paper whose title is in it", () => {
    const text = `${"we show that results improve on several benchmarks and discuss limits ".repeat(3)} our kite is steered by
      wind which is fed to a controller; steering small boats is compared with rudders ${"as well as other baselines ".repeat(8)}`;
    expect(first(text)).toBe("Wind-Fed Kite Steering for Small Boats");
  });
});

const unspaced = searchOver(
  "面向大语言模型的训练后量化方法研究",
  "知识蒸馏研究综述",
  "视觉Transformer的动态令牌剪枝",
  "基于元学习的小样本目标检测",
  "深層ニューラルネットワークの構造的枝刈り",
  "「蒸留」による小型BERTの学習",
  "エンドツーエンド音声認識の小型化",
  "비전 트랜스포머를 위한 양자화 인지 학습",
  "경량 음성 인식을 위한 지식 증류",
  "Vision Transformers for Birds",
  "大型語言模型之繁體中文評測",
  "การบีบอัดโมเดลภาษาขนาดใหญ่",
);

describe("titles without blanks between words", () => {
  it.each([
    ["量化", "面向大语言模型"],
    ["大模型量化", "面向大语言模型"],
    ["语言模型 量化", "面向大语言模型"],
    ["目标检测", "基于元学习"],
    ["小样本", "基于元学习"],
    ["transformer 剪枝", "视觉Transformer"],
    ["枝刈り", "深層ニューラル"],
    ["ニューラルネットワーク 枝刈り", "深層ニューラル"],
    ["蒸留 bert", "「蒸留」"],
    ["音声認識", "エンドツーエンド"],
    ["양자화", "비전 트랜스포머"],
    ["트랜스포머", "비전 트랜스포머"],
    ["지식증류", "경량 음성"],
    ["음성 인식", "경량 음성"],
    ["繁体中文 评测", "大型語言模型"],
    ["繁體中文評測", "大型語言模型"],
    ["양자화 vit", "비전 트랜스포머"],
    ["โมเดลภาษา บีบอัด", "การบีบอัด"],
  ])("%s is found wherever it is, by searches, suggestions and filters", (text, title) => {
    expect(first(text, unspaced)).toMatch(new RegExp(`^${title}`, "u"));
    expect(unspaced.suggest(text, 5)[0]?.title).toMatch(new RegExp(`^${title}`, "u"));
    const query = queryOf(unspaced, text);
    const all = unspaced.find(queryOf(unspaced, "")).hits.map((hit) => hit.paper);
    expect(createPaperMatcher(all, vocabulary)(query).map((one) => one.title)).toContain(
      first(text, unspaced),
    );
  });

  it("a word that no title has finds nothing", () => {
    expect(titlesFor(unspaced, "料理")).toEqual([]);
    expect(titlesFor(unspaced, "量子")).toEqual([]);
  });

  it("phrases, title: and - read whole words", () => {
    expect(titlesFor(unspaced, "title:枝刈り")).toHaveLength(1);
    expect(titlesFor(unspaced, "title:刈枝")).toHaveLength(0);
    expect(titlesFor(unspaced, '"语言模型"')).toHaveLength(2);
    expect(titlesFor(unspaced, "学习 -목표 -目标检测 -xyz")).not.toContain("基于元学习的小样本目标检测");
  });
});

test("whatever a search finds with all words as they are, the same filter announces", () => {
  const all = [...search.find(queryOf(search, "")).hits, ...unspaced.find(queryOf(unspaced, "")).hits].map(
    (hit) => hit.paper,
  );
  const both = createSearch(all, vocabulary);
  const match = createPaperMatcher(all, vocabulary);
  const texts = all
    .flatMap(({ title }) => title.split(/[\s:]+/u))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  for (const text of [...texts, "fuse maps", "surgery", "shinyotter", "kelpnet++", "大模型", "知识蒸馏"]) {
    const { hits, how } = both.find(queryOf(both, text));
    const found = new Set(match(queryOf(both, text)));
    if (how === "all words" && hits[0]?.why === null) expect(found.has(hits[0].paper), text).toBe(true);
  }
});
