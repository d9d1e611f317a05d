/**
 * Many lists with their histories in one bot: how long the first start takes and how long the next one, how `/search`
 * and the event loop do meanwhile, and what it weighs. The lists are generated, with dialects of real lists, shared
 * papers and a history each; or those in the repositories of a folder.
 *
 *     npm run bench -- lists [--lists 25] [--papers 20000] [--revisions 100]
 *     npm run bench -- lists --mirrors FOLDER
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runPhase } from "./lists/run-phase.js";
import { writeUpstreams } from "./lists/write-upstreams.js";
import { growCorpus, readCorpus } from "./search/corpus.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lists: { type: "string", default: "25" },
    papers: { type: "string", default: "20000" },
    revisions: { type: "string", default: "100" },
    mirrors: { type: "string" },
    /** Of a child process: the database. */
    start: { type: "string" },
  },
});

if (values.start !== undefined) {
  await runPhase(values.start, positionals, (row) => console.log(`| ${row.join(" | ")} |`));
} else {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-lists-"));
  const upstreams = values.mirrors === undefined ? await generate(folder) : repositoriesIn(values.mirrors);
  for (const name of ["first", "second"]) {
    console.log(`\n| ${name} start | figure |\n| --- | --- |`);
    // Each start in a process of its own, as of the bot, so that memory is that of one.
    const args = [
      "--expose-gc",
      process.argv[1] ?? "",
      "--start",
      join(folder, "paperboy.sqlite"),
      ...upstreams,
    ];
    spawnSync(process.execPath, args, { stdio: "inherit" });
  }
  rmSync(folder, { recursive: true });
}

function generate(folder: string): Promise<string[]> {
  const papers = growCorpus(readCorpus("bench/search/titles.tsv"), Number(values.papers), 7);
  return writeUpstreams(folder, papers, { lists: Number(values.lists), revisions: Number(values.revisions) });
}

/** Each repository in a folder, bare or not. */
function repositoriesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => realpathSync(join(folder, name)));
}
