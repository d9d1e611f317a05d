import { readFileSync } from "node:fs";
import { createListReader } from "../src/catalogue/parse-list.js";
import { parseVenues } from "../src/catalogue/venues.js";

/** Measures how long a list takes to read: the first time, and its next revision with one entry added. */
const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));
const seed = readFileSync("data/awesome-transformer-quantization.md", "utf8");

/** The default list repeated under other titles, up to this size. */
function listOf(bytes: number): string {
  const parts: string[] = [];
  for (let size = 0, round = 0; size < bytes; round++) {
    const part = seed.replace(/^- (\S+)/gm, `- $1 ${round}`);
    parts.push(part);
    size += part.length;
  }
  return parts.join("\n");
}

const lists = { "the default list": seed, "1 MB": listOf(1_000_000), "5 MB": listOf(5_000_000) };
for (let round = 0; round < 20; round++) createListReader(venues).read([{ path: "LIST.md", markdown: seed }]);

console.table(
  Object.entries(lists).map(([list, markdown]) => {
    const reader = createListReader(venues);
    const read = (text: string) => reader.read([{ path: "LIST.md", markdown: text }]);
    const first = timed(() => read(markdown));
    const entry = "- One More Entry at the Top [[paper](https://arxiv.org/abs/2001.00001)]\n";
    const next = timed(() => read(markdown.replace(/^- (?!\[)/m, (bullet) => entry + bullet)));
    return {
      list,
      papers: next.result.papers.length,
      "first reading, ms": Math.round(first.ms),
      "next revision, ms": Math.round(next.ms),
    };
  }),
);

function timed<Result>(run: () => Result): { result: Result; ms: number } {
  const start = performance.now();
  const result = run();
  return { result, ms: performance.now() - start };
}
