import { existsSync } from "node:fs";
import { createSharedIds } from "../catalogue/shared-ids.js";
import { readData } from "../config/data.js";
import { readConfig, readEnvironment } from "../config/read-config.js";
import { readListSources } from "../config/read-list-sources.js";
import { UsageError } from "../config/usage-error.js";
import { addedSource } from "../lists/added-source.js";
import { createListIndex } from "../lists/list-index.js";
import { createListRunners } from "../lists/list-runners.js";
import { loadAddedLists } from "../store/added-lists.js";
import { createReadFilter } from "../wiring/announcing.js";
import { openDatabase } from "../wiring/open-database.js";
import type { Command } from "./command.js";

/** What can be done with a held revision, by the word on the command line. */
const modes: ReadonlyMap<string, "announcements" | "digest" | "none"> = new Map([
  ["announcements", "announcements"],
  ["digest", "digest"],
  ["baseline", "none"],
]);

export const held: Command = {
  name: "held",
  usage: "[LIST] [--release announcements|digest|baseline]",
  about: "shows the revisions that wait for the operator, and lets one go on",
  options: { release: { type: "string" } },
  async run(args) {
    const config = readConfig();
    const data = readData();
    const [word] = args.texts("release");
    const mode = word === undefined ? null : modes.get(word);
    if (mode === undefined) throw new UsageError(`${word} is none of announcements, digest, baseline.`);
    const [only] = args.positionals;
    const named = await readListSources(config);
    if (!existsSync(config.DATABASE_FILE)) {
      console.error(`No revision is held: there is no database ${config.DATABASE_FILE} yet.`);
      return 1;
    }
    const { db, close } = await openDatabase(config.DATABASE_FILE);
    const listIndex = createListIndex(data.vocabulary);
    const runners = createListRunners({
      db,
      databaseFile: config.DATABASE_FILE,
      allowFile: false,
      environment: readEnvironment(),
      venues: data.venues,
      listIndex,
      registry: createSharedIds(),
      readFilter: createReadFilter(listIndex),
      log: { info: () => {}, warn: (_, sentence) => console.error(sentence) },
      onRecorded: () => {},
      onError: (error) => console.error(error instanceof Error ? error.message : String(error)),
    });
    try {
      const added = config.ALLOW_SERVER_LISTS ? await loadAddedLists(db) : [];
      const sources = [...named, ...added.map(addedSource)];
      if (only !== undefined && sources.every(({ id }) => id !== only))
        throw new UsageError(
          `No list is called ${only}: there are ${sources.map(({ id }) => id).join(", ")}.`,
        );
      for (const source of sources) await runners.add(source).restore();
      const waiting = (await runners.held()).filter(
        ({ runner: { source } }) => source.id === (only ?? source.id),
      );
      for (const { runner, held } of waiting) {
        const { revision, reason, added, removed } = held;
        const name = sources.length > 1 ? `${runner.source.id}: ` : "";
        console.log(
          `${name}${revision.sha} of ${revision.date}: ${reason} (adds ${added}, removes ${removed})`,
        );
      }
      const [first, ...others] = waiting;
      if (first === undefined) {
        console.error("No revision is held.");
        return 1;
      }
      if (mode === null) return 0;
      if (others.length > 0) throw new UsageError("Name the list: paperboy held LIST --release …");
      const outcome = await first.runner.watcher?.release(mode);
      if (outcome?.kind === "failed") throw new UsageError(outcome.reason);
      console.log(`Released: the running bot tells it${mode === "none" ? " to nobody" : " within seconds"}.`);
      return 0;
    } finally {
      await close();
    }
  },
};
