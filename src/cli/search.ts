import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { type DetailsOf, withDetails } from "../catalogue/details.js";
import { type ListEntry, type MergedPaper, mergedPaper } from "../catalogue/merged-paper.js";
import { defaultList, readData } from "../config/data.js";
import { UsageError } from "../config/usage-error.js";
import { createSearch, type Search } from "../search/search.js";
import { type Arguments, type Command, printJson } from "./command.js";
import { parseFile, withReader } from "./reading.js";

export const search: Command = {
  name: "search",
  usage: "QUERY | --queries FILE [--list LIST.md …] [--limit N] [--json]",
  about: "prints the papers that a query finds",
  options: {
    list: { type: "string", multiple: true },
    limit: { type: "string" },
    queries: { type: "string" },
    json: { type: "boolean" },
  },
  async run(args) {
    const limit = readLimit(args);
    const queries = await readQueries(args);
    const index = await openIndex(args.texts("list"));
    const found = queries.map((query) => answer(index, query, limit));
    for (const line of found) {
      if (args.has("json")) printJson(line);
      else for (const { title } of line.results) console.log(title);
    }
    return found.every(({ results }) => results.length === 0) ? 1 : 0;
  },
};

/** One line of the contract; `ms` is the query alone. */
function answer(index: Search, query: string, limit: number) {
  const start = performance.now();
  const parsed = index.parse(query);
  const hits =
    parsed.kind === "query" && query.trim() !== ""
      ? index.find(parsed.query, limit).hits.slice(0, limit)
      : [];
  const ms = performance.now() - start;
  if (parsed.kind === "invalid")
    console.error(`${query}: at character ${parsed.position + 1}: ${parsed.message}`);
  const results = hits.map(({ paper, score }) => ({ id: paper.id, title: paper.title, score }));
  return { query, ms, results };
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
  await withReader(async (reader) => {
    for (const { file, id } of lists) {
      for (const paper of (await parseFile(reader, file)).papers) {
        const known = entries.get(paper.id) ?? [];
        entries.set(paper.id, known);
        known.push({ list: id, paper });
      }
    }
  });
  const papers = [...entries.values()].flatMap((some) => withKnown(mergedPaper(some, vocabulary.venues)));
  return createSearch(papers, vocabulary, lists);

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
    throw new UsageError(`Give either a query or --queries FILE. Usage: paperboy search ${search.usage}`);
  }
  if (file === undefined) return [words];
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`The queries ${file} cannot be read.`);
  });
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function readLimit(args: Arguments): number {
  const [text = "10"] = args.texts("limit");
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`--limit is a whole number from 1, not ${text}.`);
  return limit;
}
