import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { type DetailsOf, withDetails } from "../catalogue/details.js";
import { type ListEntry, type MergedPaper, mergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { createSharedIds } from "../catalogue/shared-ids.js";
import { defaultList, readData } from "../config/data.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { readAmong } from "../reading/read-among.js";
import type { Reader } from "../reading/reader.js";
import { createSearch, type Found, type Hit, type Search } from "../search/search.js";
import { type Arguments, type Command, printJson, wrongUsage } from "./command.js";
import { paperLine } from "./paper-line.js";
import { parseFile, readable, withReader } from "./reading.js";

const defaultLimit = 10;

export const search: Command = {
  name: "search",
  takes: "[QUERY]",
  about: "prints the papers that a query finds, with venue, year and link",
  options: {
    queries: { value: "FILE", about: "queries, one a line, in place of QUERY" },
    list: { value: "LIST.md", multiple: true, about: "a list to search; by default the default list" },
    limit: { value: "N", about: `the most papers of a query; by default ${defaultLimit}` },
    json: { about: "prints a line of JSON for each query, with the whole papers" },
  },
  async run(args) {
    const limit = readLimit(args);
    const queries = await readQueries(args);
    const index = await openIndex(args.texts("list"));
    const answers = queries.map((query) => answer(index, query, limit));
    for (const { query, ms, hits, problem } of answers) {
      if (args.has("json"))
        printJson({ query, ms, results: hits.map(({ paper, score }) => ({ ...paper, score })) });
      else for (const { paper } of hits) console.log(paperLine(paper));
      if (problem !== null) console.error(problem);
    }
    return answers.every(({ hits }) => hits.length === 0) ? 1 : 0;
  },
};

interface Answer {
  readonly query: string;
  /** Milliseconds that the query alone took. */
  readonly ms: number;
  readonly hits: readonly Hit[];
  /** Why there are no hits; null for an empty line too. */
  readonly problem: string | null;
}

function answer(index: Search, query: string, limit: number): Answer {
  const start = performance.now();
  const parsed = index.parse(query);
  const found = parsed.kind === "query" && query.trim() !== "" ? index.find(parsed.query, limit) : null;
  const ms = performance.now() - start;
  const hits = found?.hits.slice(0, limit) ?? [];
  if (parsed.kind === "invalid") {
    const problem = `${query}: at character ${parsed.position + 1}: ${parsed.message}`;
    return { query, ms, hits, problem };
  }
  return { query, ms, hits, problem: found === null || hits.length > 0 ? null : nothingFound(query, found) };
}

function nothingFound(query: string, { advice }: Found): string {
  const without = advice.map(
    ({ filter, total }) => ` Without ${filter} there ${total === 1 ? "is 1" : `are ${total}`}.`,
  );
  return `No paper is found for "${query}".${without.join("")}`;
}

/** The search over these lists, or the default list; `list:` asks for one by the name of its file or folder. */
export async function openIndex(
  files: readonly string[],
  detailsOf: DetailsOf = () => null,
): Promise<Search> {
  const { vocabulary } = readData();
  const lists = (files.length > 0 ? files : [defaultList]).map((file) => {
    const name = nameOf(file);
    return { file, id: name.toLowerCase().replace(/[^a-z0-9.-]+/g, "-"), name };
  });
  const entries = new Map<string, ListEntry[]>();
  const sharedIds = createSharedIds();
  await withReader(async (reader) => {
    for (const { file, id } of lists) {
      const papers =
        lists.length === 1 ? (await parseFile(reader, file)).papers : await among(reader, file, id);
      for (const paper of papers) {
        const known = entries.get(paper.id) ?? [];
        entries.set(paper.id, known);
        known.push({ list: id, paper });
      }
    }
  });
  const papers = [...entries.values()].flatMap((some) => withKnown(mergedPaper(some, vocabulary.venues)));
  return createSearch(papers, vocabulary, { lists });

  /** The papers of one of several lists, with the ids that they have in those before it. */
  async function among(reader: Reader, file: string, id: string): Promise<readonly Paper[]> {
    const files = [{ path: file, markdown: await readTextFile(file) }];
    return readable(await readAmong(reader, id, files, sharedIds)).papers;
  }

  function withKnown(paper: MergedPaper | null): readonly MergedPaper[] {
    return paper === null ? [] : [withDetails(paper, detailsOf)];
  }
}

/** A list is named after its file; a README after its folder. */
function nameOf(file: string): string {
  const name = basename(file).replace(/\.\w+$/, "");
  return /^readme$/i.test(name) ? basename(dirname(resolve(file))) : name;
}

async function readQueries(args: Arguments): Promise<string[]> {
  const [file] = args.texts("queries");
  const words = args.positionals.join(" ");
  if ((file === undefined) === (words === "")) {
    throw wrongUsage(search, "Give either a query or --queries FILE.");
  }
  if (file === undefined) return [words];
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`The queries ${file} cannot be read.`);
  });
  if (text.trim() === "") throw new UsageError(`The queries ${file} are empty: write one a line.`);
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function readLimit(args: Arguments): number {
  const [text = String(defaultLimit)] = args.texts("limit");
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`--limit is a whole number from 1, not ${text}.`);
  return limit;
}
