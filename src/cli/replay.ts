import { listDefaults } from "../config/defaults.js";
import { readEnvironment } from "../config/read-config.js";
import { UsageError } from "../config/usage-error.js";
import { createGit } from "../upstream/git.js";
import { ReplayError, type ReplayLine, replay as replayHistory } from "../upstream/replay.js";
import { type Command, onlyPositional, printJson } from "./command.js";
import { withReader } from "./reading.js";

export const replay: Command = {
  name: "replay",
  takes: "GIT_DIR",
  about: "prints what would have been announced over a list's whole history",
  options: {
    path: { value: listDefaults.path, multiple: true, about: "a file of the list in the repository" },
    json: { about: "prints a line of JSON for each commit" },
  },
  async run(args) {
    const git = createGit({ environment: readEnvironment(), allowFile: true });
    const named = args.texts("path");
    const paths = named.length > 0 ? named : [listDefaults.path];
    try {
      await withReader(async (reader) => {
        const reading = { reader, list: "list", surge: listDefaults.surge };
        for await (const line of replayHistory(git, onlyPositional(args, replay), paths, reading)) {
          if (args.has("json")) printJson(line);
          else printForPeople(line);
        }
      });
    } catch (error) {
      if (error instanceof ReplayError) throw new UsageError(error.message);
      throw error;
    }
    return 0;
  },
};

function printForPeople({ sha, date, held, added, codeReleased, accepted }: ReplayLine): void {
  console.log(`${date?.slice(0, 10) ?? "no date   "} ${sha.slice(0, 10)}${held ? " (held)" : ""}`);
  for (const { title } of added) console.log(`  added: ${title}`);
  for (const { title } of codeReleased) console.log(`  code released: ${title}`);
  for (const { title, venue } of accepted) console.log(`  accepted at ${venue}: ${title}`);
}
