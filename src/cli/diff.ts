import { diffCatalogues } from "../catalogue/diff.js";
import { parseList } from "../catalogue/parse-list.js";
import { readVenues } from "../config/data.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { type Command, printJson } from "./command.js";

export const diff: Command = {
  name: "diff",
  usage: "OLD.md NEW.md [--json]",
  about: "prints what differs between two versions of a list",
  options: { json: { type: "boolean" } },
  async run({ positionals, has }) {
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined || others.length > 0) {
      throw new UsageError(`Usage: paperboy diff ${diff.usage}`);
    }
    const venues = readVenues();
    const [old, now] = [
      parseList(await readTextFile(before), venues),
      parseList(await readTextFile(after), venues),
    ];
    const { added, codeReleased, accepted, edited, removed } = diffCatalogues(old, now, venues);
    if (has("json")) printJson({ added, codeReleased, accepted, edited, removed });
    else {
      for (const { title } of added) console.log(`added: ${title}`);
      for (const { title } of codeReleased) console.log(`code released: ${title}`);
      for (const { title, venue } of accepted) console.log(`accepted at ${venue}: ${title}`);
      for (const { after } of edited) console.log(`edited: ${after.title}`);
      for (const { title } of removed) console.log(`removed: ${title}`);
    }
    const troubled = [
      { file: before, list: old },
      { file: after, list: now },
    ].filter(({ list }) => list.papers.length === 0);
    for (const { file, list } of troubled) {
      for (const { line, message } of list.problems) console.error(`${file}:${line}: ${message}`);
    }
    return troubled.length === 0 ? 0 : 1;
  },
};
