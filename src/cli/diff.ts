import { diffCatalogues } from "../catalogue/diff.js";
import { readVenues } from "../config/data.js";
import { type Command, printJson, wrongUsage } from "./command.js";
import { parseFile, withReader } from "./reading.js";

export const diff: Command = {
  name: "diff",
  takes: "OLD.md NEW.md",
  about: "prints what differs between two versions of a list",
  options: { json: { about: "prints the whole papers as one line of JSON" } },
  async run({ positionals, has }) {
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined || others.length > 0) {
      throw wrongUsage(diff);
    }
    const { old, now } = await withReader(async (reader) => ({
      old: await parseFile(reader, before),
      now: await parseFile(reader, after),
    }));
    const { added, codeReleased, accepted, edited, removed } = diffCatalogues(old, now, readVenues());
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
