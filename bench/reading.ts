/**
 * Searches while a large list is read for the first time, when it changes, and after a restart: how long the answers
 * take, and how long the event loop is held. The sandbox and the people are in the same process.
 *
 *     npm run bench -- reading [--megabytes 2]
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { startPaperboy } from "../test/paperboy.js";
import { growCorpus, readCorpus } from "./search/corpus.js";

const { values } = parseArgs({ options: { megabytes: { type: "string", default: "2" } } });
const size = Number(values.megabytes) * 1e6;
const folder = mkdtempSync(join(tmpdir(), "paperboy-reading-"));

const titles = growCorpus(readCorpus("bench/search/titles.tsv"), Math.ceil(size / 100), 7);
const parts = ["# Large Papers\n"];
for (let index = 0, length = 0; length < size; index++) {
  const { title, year } = titles[index % titles.length] ?? { title: "A Title", year: null };
  const entry = `- **${title}** [[paper](https://arxiv.org/abs/${2001 + (index % 900)}.${10_000 + index})] (${year ?? 2024})\n`;
  const heading = index % 50 === 0 ? `\n## Topic ${index / 50}\n\n` : "";
  parts.push(heading, entry);
  length += heading.length + entry.length;
}
const large = parts.join("");
const small = `# Large Papers\n\n- **A Quiet Harbour** [[paper](https://arxiv.org/abs/2001.00001)]\n`;

const git = (...args: string[]) => promisify(execFile)("git", ["-C", folder, ...args]);
async function commit(list: string): Promise<void> {
  writeFileSync(join(folder, "README.md"), list);
  await git("add", "--all");
  await git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Update");
  // What this process pays for having started git is not the bot's.
  await sleep(1000);
}

await git("init", "--quiet", "--initial-branch=main");
await commit(small);
const paperboy = await startPaperboy({ UPSTREAM_URL: `file://${folder}`, UPSTREAM_SURGE: "100000" });
const person = paperboy.person("Mira", "papers");
const queries = ["quantization", "vision transfomer", "4 bit llm", "diffusion models 2023", "harbour"];

async function measure(what: string, work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let isOver = false;
  const started = performance.now();
  const working = work().finally(() => {
    isOver = true;
  });
  delay.enable();
  const taken: number[] = [];
  for (let index = 0; !isOver || taken.length < 20; index++) {
    const from = performance.now();
    await person.run("search", { query: queries[index % queries.length] ?? "" });
    taken.push(performance.now() - from);
    await sleep(20);
  }
  await working;
  delay.disable();
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round(taken[Math.floor(share * (taken.length - 1))] ?? 0);
  return {
    what,
    "took, s": Number(((performance.now() - started) / 1000).toFixed(1)),
    searches: taken.length,
    "p50, ms": at(0.5),
    "p99, ms": at(0.99),
    "max, ms": at(1),
    "loop p99, ms": Math.round(delay.percentile(99) / 1e6),
    "loop max, ms": Math.round(delay.max / 1e6),
  };
}

const idle = await measure("nothing is read", () => sleep(3000));
await commit(large);
const first = await measure(`${values.megabytes} MB, first reading`, () => paperboy.check());
await commit(
  large.replace(
    "# Large Papers\n",
    "# Large Papers\n\n- **One More** [[paper](https://arxiv.org/abs/2402.00001)]\n",
  ),
);
const next = await measure("its next revision", () => paperboy.check());
console.table([idle, first, next]);
await paperboy.stop();
rmSync(folder, { recursive: true, force: true });
