import { readFileSync } from "node:fs";
import { normaliseTitle } from "../../src/catalogue/normalise-title.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { paperId } from "../../src/catalogue/paper-id.js";
import { createRandom, type Random } from "./random.js";

/** Real titles with venue and year, collected from public lists: one a line, with tabs between. */
export function readCorpus(path: string): Paper[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line, i) => {
      const [title = "", venue = "", year = ""] = line.split("\t");
      return toPaper(title, venue, Number(year), i + 1);
    });
}

/**
 * The papers and as many made-up ones as are missing to `count`: invented method names, and the halves of real titles
 * put together anew. So the words are as common beside each other as in the field, and every real title has many that
 * are nearly it.
 */
export function growCorpus(papers: readonly Paper[], count: number, seed: number): Paper[] {
  const random = createRandom(seed);
  const halves = papers.map(({ title }) => halvesOf(title));
  const grown = papers.slice(0, count);
  const taken = new Set(grown.map(({ title }) => normaliseTitle(title)));
  while (grown.length < count) {
    const title = inventTitle(halves, random);
    const key = normaliseTitle(title);
    if (taken.has(key)) continue;
    taken.add(key);
    const { venue, year } = random.pick(papers);
    grown.push(toPaper(title, venue ?? "arXiv", year ?? 2024, grown.length + 1));
  }
  return grown;
}

function toPaper(title: string, venue: string, year: number, line: number): Paper {
  return { id: paperId(title), title, venue, year, links: [], arxivId: null, authors: null, tags: [], line };
}

interface Halves {
  readonly beginning: string;
  /** With its first word, `for` or `via`; empty where the title has no such word. */
  readonly end: string;
}

function halvesOf(title: string): Halves {
  const body = title.includes(": ") ? title.slice(title.indexOf(": ") + 2) : title;
  const at = body.search(/ (?:for|via|with|in|by|through|using|from|on|of|without|under) /iu);
  return at < 0 ? { beginning: body, end: "" } : { beginning: body.slice(0, at), end: body.slice(at + 1) };
}

function inventTitle(halves: readonly Halves[], random: Random): string {
  const { beginning } = random.pick(halves);
  const drawn = random.pick(halves).end;
  const end = drawn.includes(beginning) ? "" : drawn;
  const third = random.next() < 0.2 ? random.pick(halves).end : "";
  const body = [beginning, end, third].filter((part) => part !== "").join(" ");
  return random.next() < 0.6 ? `${inventName(random)}: ${body}` : body;
}

const syllables =
  "ba be bi bo co da de di do fa fe fi fo ga go ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za ze zo ax el en er ex il im in ol on or os um un us".split(
    " ",
  );
const endings = [
  "ViT",
  "Net",
  "Former",
  "Quant",
  "LLM",
  "GPT",
  "BERT",
  "DETR",
  "Diff",
  "Prune",
  "LoRA",
  "Mamba",
  "CLIP",
  "NAS",
];
const prefixes = [
  "I",
  "Q",
  "FQ",
  "Rep",
  "Meta",
  "Auto",
  "Omni",
  "Bi",
  "PTQ4",
  "Token",
  "Fast",
  "Tiny",
  "Deep",
];

function inventName(random: Random): string {
  const stem = Array.from({ length: 2 + random.below(2) }, () => random.pick(syllables)).join("");
  const name = stem.slice(0, 1).toUpperCase() + stem.slice(1);
  const shape = random.next();
  if (shape < 0.35) return name + random.pick(endings);
  if (shape < 0.55) return `${name}-${random.pick(endings)}`;
  if (shape < 0.7) return `${random.pick(prefixes)}-${name}`;
  if (shape < 0.8) return `${random.pick(prefixes)}${name}`;
  if (shape < 0.9) return name.toUpperCase();
  return name + (2 + random.below(8));
}
