import type { Paper } from "../catalogue/paper.js";
import { createCiter } from "../citations/create-citer.js";
import { citationFormatOf, citationFormats } from "../citations/formats.js";
import { toCsv } from "../citations/to-csv.js";
import { toMarkdown } from "../citations/to-markdown.js";
import { readVenues } from "../config/data.js";
import { UsageError } from "../config/usage-error.js";
import { type Command, wrongUsage } from "./command.js";
import { readKnownDetails } from "./known-details.js";
import { openIndex } from "./search.js";

const formats = [...Object.keys(citationFormats), "csv", "md"];

export const exportPapers: Command = {
  name: "export",
  takes: "QUERY",
  about: "prints the papers that a query finds as a bibliography",
  options: {
    list: { value: "LIST.md", multiple: true, about: "a list to search; by default the default list" },
    format: { value: formats.join("|"), about: "by default bibtex" },
  },
  async run(args) {
    const [format = "bibtex"] = args.texts("format");
    if (!formats.includes(format)) throw new UsageError(`${format} is not one of ${formats.join(", ")}.`);
    const query = args.positionals.join(" ");
    if (query === "") throw wrongUsage(exportPapers);
    const index = await openIndex(args.texts("list"), await readKnownDetails());
    const parsed = index.parse(query);
    if (parsed.kind === "invalid")
      throw new UsageError(`${query}: at character ${parsed.position + 1}: ${parsed.message}`);
    const papers = index.find(parsed.query).hits.map(({ paper }) => paper);
    if (papers.length > 0) process.stdout.write(await write(papers, format));
    console.error(papers.length === 0 ? "No paper is found." : `${papers.length} exported.`);
    return papers.length === 0 ? 1 : 0;
  },
};

async function write(papers: readonly Paper[], format: string): Promise<string> {
  if (format === "csv") return toCsv(papers);
  if (format === "md") return toMarkdown(papers);
  const citer = createCiter(readVenues());
  try {
    return `${await citer.write(papers, citationFormatOf(format) ?? "bibtex")}\n`;
  } finally {
    await citer.close();
  }
}
