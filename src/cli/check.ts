import { lintList } from "../catalogue/lint-list.js";
import { readVenues } from "../data.js";
import { readList } from "../read-list.js";
import { oneWord } from "./one-word.js";
import { printJson } from "./print.js";
import type { Verb } from "./verb.js";

export const check: Verb = {
  name: "check",
  usage: "LIST.md [--json]",
  about: "prints what is wrong in a list, each with its line",
  options: { json: { type: "boolean" } },
  async run(args) {
    const file = oneWord(args, check);
    const problems = lintList(await readList(file), readVenues());
    if (args.has("json")) printJson({ problems });
    else for (const { line, message } of problems) console.log(`${file}:${line}: ${message}`);
    console.error(
      problems.length === 0 ? `${file}: nothing is wrong.` : `${file}: ${problems.length} found.`,
    );
    return problems.length === 0 ? 0 : 1;
  },
};
