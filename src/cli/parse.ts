import { type Command, onlyPositional, printJson } from "./command.js";
import { paperLine } from "./paper-line.js";
import { parseFile, withReader } from "./reading.js";

export const parse: Command = {
  name: "parse",
  takes: "LIST.md",
  about: "prints the papers of a list",
  options: { json: { about: "prints papers and problems as one line of JSON" } },
  async run(args) {
    const catalogue = await withReader((reader) => parseFile(reader, onlyPositional(args, parse)));
    if (args.has("json")) printJson(catalogue);
    else for (const paper of catalogue.papers) console.log(paperLine(paper));
    for (const { line, message } of catalogue.problems)
      console.error(`${args.positionals[0]}:${line}: ${message}`);
    return catalogue.papers.length === 0 ? 1 : 0;
  },
};
