import type { Paper } from "../catalogue/paper.js";
import { defaultList, readVersion } from "../config/data.js";
import { readConfig } from "../config/read-config.js";
import { detailsSources } from "../details/details-sources.js";
import { type FillProgress, fillDetails } from "../details/fill-details.js";
import type { Db } from "../store/schema.js";
import type { Command } from "./command.js";
import { loadBook, withStore } from "./known-details.js";
import { parseFile, withReader } from "./reading.js";

export const details: Command = {
  name: "details",
  takes: "[LIST.md …]",
  about: "says of how many papers authors and abstracts are known",
  options: { fill: { about: "fetches those that are not known, from arXiv and Crossref" } },
  async run({ positionals, has }) {
    const config = readConfig();
    const files = positionals.length > 0 ? positionals : [config.LIST_FILE ?? defaultList];
    const lists = await withReader((reader) =>
      Promise.all(files.map(async (file) => ({ file, papers: (await parseFile(reader, file)).papers }))),
    );
    return await withStore(config, async (db) => {
      const isWhole = has("fill")
        ? await fill(
            db,
            lists.flatMap(({ papers }) => papers),
          )
        : true;
      const book = await loadBook(db);
      for (const { file, papers } of lists) {
        const known = papers.filter((paper) => book.of(paper) !== null).length;
        console.log(`${file}: ${known} of ${papers.length} papers are known.`);
      }
      return isWhole ? 0 : 1;
    });
  },
};

/** Fetches with a progress bar, until it is done or stopped with Ctrl+C. @returns whether it came to its end */
export async function fill(db: Db, papers: readonly Paper[]): Promise<boolean> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    const sources = detailsSources(readConfig(), readVersion());
    const { signal } = stopping;
    const { done, total } = await fillDetails(db, { sources, papers, signal, onProgress: showProgress });
    if (process.stderr.isTTY) process.stderr.write("\n");
    if (done < total) console.error(`Stopped at ${done} of ${total}: run it again to go on.`);
    return done === total;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

const barLength = 30;
let shown = "";

/** One line that is written over on a terminal; a line for each step elsewhere. */
function showProgress({ done, total, note }: FillProgress): void {
  const filled = total === 0 ? barLength : Math.floor((done / total) * barLength);
  const bar = `${"█".repeat(filled)}${"░".repeat(barLength - filled)}`;
  const line = `${bar} ${done} of ${total}${note === null ? "" : ` · ${note}`}`;
  if (line === shown) return;
  shown = line;
  process.stderr.write(process.stderr.isTTY ? `\r\u001B[2K${line}` : `${line}\n`);
}
