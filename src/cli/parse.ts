import { type Command, onlyPositional, printJson } from "./command.js";
import { parseFile, withReader } from "./reading.js";

export const parse: Command = {
  name: "parse",
  usage: "LIST.md [--json]",
  about: "prints the papers of a list",
  options: { json: { type: "boolean" } },
  async run(args) {
    const catalogue = await withReader((reader) => parseFile(reader, onlyPositional(args, parse)));
    if (args.has("json")) printJson(catalogue);
    else {
      for (const { title, venue, year } of catalogue.papers) {
        console.log(
          [title, [venue, year].filter((fact) => fact !== null).join(" ")].filter(Boolean).join(" · "),
        );
      }
    }
    for (const { line, message } of catalogue.problems)
      console.error(`${args.positionals[0]}:${line}: ${message}`);
    return catalogue.papers.length === 0 ? 1 : 0;
  },
};
