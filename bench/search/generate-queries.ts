import type { Paper } from "../../src/catalogue/paper.js";
import { createRandom, type Random } from "./random.js";
import { misspell } from "./typos.js";

/** A query and the one paper that whoever typed it had in mind. */
export interface KnownItem {
  readonly kind: string;
  readonly text: string;
  readonly id: string;
}

/**
 * Queries made from titles by rule: a paper is drawn, some of its words are taken such that no other title has all of
 * them, and the words are changed as people change them. Nothing here asks the engine, and the words are compared by
 * the simplest of means: small letters and digits, cut at everything else, and of each word its first five.
 */
export function generateQueries(papers: readonly Paper[], perKind: number, seed: number): KnownItem[] {
  const random = createRandom(seed);
  const world = createWorld(papers);
  return Object.entries(makers).flatMap(([kind, make]) => {
    const queries: KnownItem[] = [];
    for (let tries = 0; queries.length < perKind && tries < perKind * 200; tries++) {
      const paper = random.pick(papers);
      const text = make(paper, random, world);
      if (text !== null) queries.push({ kind, text, id: paper.id });
    }
    return queries;
  });
}

interface World {
  /** The papers whose titles have all these words. */
  having(words: readonly string[]): readonly Paper[];
  /** Whether there is only one such paper. */
  unique(words: readonly string[]): boolean;
  /** The same among the papers of one venue and year. */
  uniqueIn(words: readonly string[], paper: Paper): boolean;
  names: ReadonlyMap<string, number>;
}

function createWorld(papers: readonly Paper[]): World {
  const byWord = new Map<string, Set<Paper>>();
  const names = new Map<string, number>();
  for (const paper of papers) {
    for (const root of plainWords(paper.title).map(rootOf)) {
      const having = byWord.get(root);
      if (having) having.add(paper);
      else byWord.set(root, new Set([paper]));
    }
    const name = squeeze(nameOf(paper.title) ?? "");
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  const having = (words: readonly string[]) => {
    const [first, ...rest] = words
      .map((word) => byWord.get(rootOf(word)) ?? new Set<Paper>())
      .sort((a, b) => a.size - b.size);
    return [...(first ?? [])].filter((paper) => rest.every((other) => other.has(paper)));
  };
  return {
    having,
    unique: (words) => having(words).length === 1,
    uniqueIn: (words, paper) =>
      having(words).filter(({ venue, year }) => venue === paper.venue && year === paper.year).length === 1,
    names,
  };
}

const small = new Set(
  "a an and are as at be by can do for from how in is it its of on or the to via we what with you your".split(
    " ",
  ),
);

/** Words with the same first letters are not told apart, since a query may have another form of the title's word. */
function rootOf(word: string): string {
  return word.slice(0, 5);
}

function plainWords(title: string): string[] {
  return title
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function tellingWords(title: string): string[] {
  return [...new Set(plainWords(title).filter((word) => word.length > 2 && !small.has(word)))];
}

function nameOf(title: string): string | null {
  const name = /^([^:]{2,24}): /u.exec(title)?.[1] ?? null;
  return name !== null && !/\s.*\s/u.test(name) && /[A-Z].*[A-Z0-9]|[A-Z0-9]-/u.test(name) ? name : null;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * Some of the title's words, in their order, that no other title has together; at most four, and no more than it
 * takes, so that each of them counts.
 */
function someWords(paper: Paper, random: Random, world: World, least = 2): string[] | null {
  const all = tellingWords(paper.title);
  const drawn = random.shuffle(all).slice(0, 4);
  if (drawn.length < least || !world.unique(drawn)) return null;
  const chosen = withoutNeedless(drawn, least, (words) => world.unique(words));
  return all.filter((word) => chosen.includes(word));
}

function withoutNeedless(
  words: readonly string[],
  least: number,
  enough: (words: readonly string[]) => boolean,
): readonly string[] {
  for (const word of words) {
    const fewer = words.filter((other) => other !== word);
    if (fewer.length >= least && enough(fewer)) return withoutNeedless(fewer, least, enough);
  }
  return words;
}

type Maker = (paper: Paper, random: Random, world: World) => string | null;

const names: Maker = (paper, random, world) => {
  const name = nameOf(paper.title);
  if (name === null || world.names.get(squeeze(name)) !== 1 || squeeze(name).length < 3) return null;
  const spaced = name.replace(/[^\p{L}\p{N}]+/gu, " ");
  return random
    .pick([
      squeeze(name),
      name.toLowerCase(),
      spaced.toLowerCase(),
      spaced
        .replace(/(\p{L})(\p{N})/gu, "$1 $2")
        .replace(/(\p{N})(\p{L})/gu, "$1 $2")
        .toLowerCase(),
      spaced.replace(/(\p{Ll}{2})(\p{Lu}\p{L}{2})/gu, "$1 $2").toLowerCase(),
      name,
    ])
    .trim();
};

const anyOrder: Maker = (paper, random, world) => {
  const words = someWords(paper, random, world);
  return words && random.shuffle(words).join(" ");
};

const typos: Maker = (paper, random, world) => {
  const words = someWords(paper, random, world);
  const long = words?.filter((word) => word.length > 4) ?? [];
  if (!words || long.length === 0) return null;
  const wrong = new Set(random.shuffle(long).slice(0, 1 + random.below(2)));
  return words.map((word) => (wrong.has(word) ? misspell(word, random) : word)).join(" ");
};

const cut: Maker = (paper, random, world) => {
  const words = someWords(paper, random, world);
  const last = words?.at(-1);
  if (!words || last === undefined || last.length < 6) return null;
  const begun = last.slice(0, 3 + random.below(last.length - 4));
  const rest = words.slice(0, -1);
  const meant = world
    .having(rest)
    .filter(({ title }) => plainWords(title).some((word) => word.startsWith(begun)));
  return meant.length === 1 ? [...rest, begun].join(" ") : null;
};

const endings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ization$/u, ["isation", "ize", "ized", "ise", "izing"]],
  [/ized$/u, ["ised", "ize", "izing"]],
  [/izing$/u, ["ising", "ize"]],
  [/ize$/u, ["ise", "ized"]],
  [/([^aeious])ing$/u, ["$1", "$1ed", "$1s"]],
  [/sion$/u, ["sions"]],
  [/ction$/u, ["ct", "cting"]],
  [/([^aeious])s$/u, ["$1"]],
  [/(er|or|ork|el|et|en)$/u, ["$1s"]],
  [/ation$/u, ["ations", "ating"]],
  [/olour/u, ["olor"]],
  [/enter$/u, ["entre"]],
];

const inflected: Maker = (paper, random, world) => {
  const words = someWords(paper, random, world);
  if (!words) return null;
  const changed = words.map((word) => {
    const ending = word.length > 5 ? endings.find(([pattern]) => pattern.test(word)) : undefined;
    return ending ? word.replace(ending[0], random.pick(ending[1])) : word;
  });
  return changed.some((word, i) => word !== words[i]) ? changed.join(" ") : null;
};

const shortForms: readonly (readonly [short: string, long: string])[] = [
  ["vit", "vision transformer"],
  ["ptq", "post-training quantization"],
  ["qat", "quantization-aware training"],
  ["llm", "large language model"],
  ["kd", "knowledge distillation"],
  ["nas", "neural architecture search"],
  ["moe", "mixture-of-experts"],
  ["bnn", "binary neural network"],
  ["cnn", "convolutional neural network"],
  ["gnn", "graph neural network"],
  ["vlm", "vision-language model"],
  ["mllm", "multimodal large language model"],
  ["lora", "low-rank adaptation"],
  ["peft", "parameter-efficient fine-tuning"],
  ["cot", "chain of thought"],
  ["rag", "retrieval-augmented generation"],
  ["sr", "super-resolution"],
  ["detr", "detection transformer"],
  ["ssm", "state space model"],
  ["rl", "reinforcement learning"],
  ["ood", "out-of-distribution"],
  ["ssl", "self-supervised learning"],
  ["hoi", "human-object interaction"],
];

const abbreviations: Maker = (paper, random, world) => {
  for (const [short, long] of random.shuffle(shortForms)) {
    const text = paper.title.toLowerCase();
    const longForm = new RegExp(`\\b${long.replace(/[- ]/gu, "[- ]")}s?\\b`, "u");
    const shortForm = new RegExp(`\\b${short}s?\\b`, "u");
    const written = longForm.exec(text) ?? shortForm.exec(text);
    if (!written) continue;
    const other = longForm.test(text) ? short : long.replaceAll("-", " ");
    const rest = tellingWords(text.replace(written[0], " "));
    const means = (title: string) => longForm.test(title) || shortForm.test(title);
    const enough = (words: readonly string[]) =>
      world.having(words).filter(({ title }) => means(title.toLowerCase())).length === 1;
    const drawn = random.shuffle(rest).slice(0, 3);
    if (drawn.length < 1 || !enough(drawn)) continue;
    const chosen = withoutNeedless(drawn, 1, enough);
    return random.next() < 0.5 ? `${other} ${chosen.join(" ")}` : `${chosen.join(" ")} ${other}`;
  }
  return null;
};

const venueAndYear: Maker = (paper, random, world) => {
  const all = tellingWords(paper.title);
  const words = random.shuffle(all).slice(0, 2);
  if (words.length < 2 || !world.uniqueIn(words, paper) || paper.venue === null || paper.year === null)
    return null;
  const venue = paper.venue === "NeurIPS" && random.next() < 0.4 ? "nips" : paper.venue.toLowerCase();
  const year = random.next() < 0.3 ? String(paper.year).slice(2) : String(paper.year);
  const both = random.pick([`${venue} ${year}`, `${venue}${year}`, `${venue} ${year}`]);
  return random.next() < 0.7 ? `${words.join(" ")} ${both}` : `${both} ${words.join(" ")}`;
};

const bitWidths: Maker = (paper, random, world) => {
  const width =
    /(?<![\d.])(\d)[- ]?bits?\b/iu.exec(paper.title)?.[1] ?? /\b(?:int|w)(\d)\b/iu.exec(paper.title)?.[1];
  if (width === undefined) return null;
  const rest = tellingWords(paper.title).filter((word) => !/\d|bit/u.test(word));
  const means = new RegExp(`(?<![\\d.])${width}[- ]?bits?\\b|\\b(?:int|w)${width}(?!\\d)`, "iu");
  const enough = (words: readonly string[]) =>
    world.having(words).filter(({ title }) => means.test(title)).length === 1;
  const drawn = random.shuffle(rest).slice(0, 3);
  if (drawn.length < 1 || !enough(drawn)) return null;
  const words = withoutNeedless(drawn, 1, enough);
  return `${random.pick([`${width} bit`, `${width}bit`, `${width}-bit`, `int${width}`])} ${words.join(" ")}`;
};

/** A swapped order, a typo and a cut last word at once. */
const mixtures: Maker = (paper, random, world) => {
  const words = someWords(paper, random, world, 3);
  if (!words) return null;
  const mixed = random.shuffle(words);
  const wrong = mixed.findIndex((word, i) => word.length > 5 && i < mixed.length - 1);
  const last = mixed.at(-1) ?? "";
  return mixed
    .map((word, i) => (i === wrong ? misspell(word, random) : word))
    .with(-1, last.length > 6 ? last.slice(0, last.length - 2) : last)
    .join(" ");
};

const makers: Readonly<Record<string, Maker>> = {
  "method names": names,
  "words in any order": anyOrder,
  "one or two typos": typos,
  "last word cut short": cut,
  "spelling and inflection": inflected,
  abbreviations,
  "venue and year": venueAndYear,
  "bit widths": bitWidths,
  mixtures,
};
