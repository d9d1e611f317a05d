import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CatalogueVersion, nextVersion } from "../src/catalogue/diff.js";
import { createListReader } from "../src/catalogue/parse-list.js";
import { parseVenues } from "../src/catalogue/parse-venues.js";
import { optimiseFor, optimiseLate } from "../src/programs/optimise-late.js";
import { nodeOptions } from "../src/reading/node-options.js";
import { defaultLimits } from "../src/reading/reader.js";
import { honestList, hostileLists } from "./hostile-lists.js";

/**
 * Measures how long lists take to read and to compare with their last version, each in a process of its own, set up as the bot's: honest
 * ones, and hostile ones of 2 MB. On an idle machine an honest list of 2 MB is read in 1.5 s of CPU and one of 100 KB in
 * 0.2 s, cold; a hostile one takes at most three times as long as the honest one of 2 MB, and 500 MB.
 * `npm run bench -- parse WORD` measures the hostile ones with that word in their name.
 */
const seed = readFileSync("data/awesome-transformer-quantization.md", "utf8");
const hostileSize = 2_000_000;

/** The default list repeated under other titles, up to this size. */
function listOf(size: number): string {
  const parts: string[] = [];
  for (let length = 0, round = 0; length < size; round++) {
    const part = seed.replace(/^- (\S+)/gm, `- $1 ${round}`);
    parts.push(part);
    length += part.length;
  }
  return parts.join("\n").slice(0, Math.max(size, seed.length));
}

const honest: Readonly<Record<string, () => string>> = {
  "the default list": () => seed,
  "100 KB": () => listOf(100_000),
  "2 MB": () => listOf(hostileSize),
  "2 MB of short entries": () => honestList(hostileSize),
  "10 MB": () => listOf(9_999_000),
};

const list = process.argv[3];
if (process.argv[2] === "--measure" && list !== undefined) {
  optimiseLate();
  console.log(JSON.stringify(measure(honest[list]?.() ?? hostile(list))));
} else {
  const { cpuMs } = measured("2 MB");
  console.table(Object.keys(honest).map((name) => row(name, cpuMs)));
  const word = process.argv[2] ?? "";
  console.table(hostileLists.filter(({ name }) => name.includes(word)).map(({ name }) => row(name, cpuMs)));
}

function hostile(name: string): string {
  return hostileLists.find((family) => family.name === name)?.list(hostileSize) ?? "";
}

interface Measured {
  readonly characters: number;
  readonly papers: number;
  readonly cpuMs: number;
  readonly compareMs: number;
  readonly nextMs: number;
  readonly peakMB: number;
}

/** Reads a list in this process and compares it with no list; then again with an entry more, as its next revision. */
function measure(markdown: string): Measured {
  const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));
  optimiseFor(markdown.length);
  const reader = createListReader(venues);
  const read = (text: string) => reader.read([{ path: "LIST.md", markdown: text }]);
  const none: CatalogueVersion = { papers: [], knownPapers: new Map() };
  const entry = "- One More Entry at the Top [[paper](https://arxiv.org/abs/2001.00001)]\n";
  const next = markdown.replace(/^- (?!\[)/m, (bullet) => entry + bullet);
  const first = cpuOf(() => read(markdown));
  const compared = cpuOf(() => nextVersion(none, first.result, venues));
  const later = cpuOf(() => nextVersion(compared.result, read(next), venues));
  return {
    characters: markdown.length,
    papers: first.result.papers.length,
    cpuMs: first.ms,
    compareMs: compared.ms,
    nextMs: later.ms,
    peakMB: Math.round(process.resourceUsage().maxRSS / 1000),
  };
}

/** The CPU time of all threads, so with compilation and collection of garbage, but without loading the program. */
function cpuOf<Result>(run: () => Result): { result: Result; ms: number } {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, ms: Math.round((user + system) / 1000) };
}

function measured(name: string): Measured {
  const options = [
    ...nodeOptions(defaultLimits.megabytes),
    fileURLToPath(import.meta.url),
    "--measure",
    name,
  ];
  const child = spawnSync(process.execPath, options);
  return JSON.parse(String(child.stdout));
}

function row(name: string, honestMs: number) {
  const { characters, papers, cpuMs, compareMs, nextMs, peakMB } = measured(name);
  return {
    list: name,
    MB: Number((characters / 1e6).toFixed(2)),
    papers,
    "reading, CPU ms": cpuMs,
    "times the honest 2 MB": Number((cpuMs / honestMs).toFixed(2)),
    "comparing, CPU ms": compareMs,
    "next revision, CPU ms": nextMs,
    "peak memory, MB": peakMB,
  };
}
