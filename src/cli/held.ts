import { readSettings } from "../config/read-settings.js";
import { hasStore } from "../config/store-address.js";
import { UsageError } from "../config/usage-error.js";
import type { ListService } from "../lists/create-lists.js";
import type { Command } from "./command.js";
import { withLists } from "./with-lists.js";

/** How a held revision can be released, by the word on the command line. */
const modes: ReadonlyMap<string, "announcements" | "digest" | "none"> = new Map([
  ["announcements", "announcements"],
  ["digest", "digest"],
  ["baseline", "none"],
]);

export const held: Command = {
  name: "held",
  takes: "[LIST]",
  about: "shows the held revisions, and releases one or all",
  options: {
    all: { about: "releases those of all lists" },
    release: {
      value: [...modes.keys()].join("|"),
      about: "announces each change as usual, all of them as one digest, or nothing",
    },
  },
  async run(args) {
    const { config } = await readSettings();
    const [word] = args.texts("release");
    const mode = word === undefined ? null : modes.get(word);
    if (mode === undefined) throw new UsageError(`${word} is not one of announcements, digest, baseline.`);
    if (!hasStore(config)) {
      console.error(`No revision is held: there is no database ${config.DATABASE_FILE} yet.`);
      return 1;
    }
    return await withLists(config, async (lists) => {
      await lists.open();
      const ids = lists.ids();
      const [only] = args.positionals;
      if (only !== undefined && !ids.includes(only))
        throw new UsageError(`No list is called ${only}: there are ${ids.join(", ")}.`);
      const all = (await lists.held()).filter(({ listId }) => listId === (only ?? listId));
      for (const { listId, revision, reason, added, removed } of all) {
        const name = ids.length > 1 ? `${listId}: ` : "";
        console.log(
          `${name}${revision.sha} of ${revision.date ?? "no date"}: ${reason} (adds ${added}, removes ${removed})`,
        );
      }
      if (all.length === 0) {
        console.error("No revision is held.");
        return 1;
      }
      if (mode === null) return 0;
      if (all.length > 1 && !args.has("all"))
        throw new UsageError("Name the list, or release all of them: paperboy held LIST|--all --release …");
      const failures: string[] = [];
      for (const { listId } of all) {
        const name = all.length > 1 ? `${listId}: ` : "";
        const problem = await releaseOne(lists, listId, mode);
        if (problem !== null) failures.push(`${name}${problem}`);
        else console.log(`${name}${saidOf(mode)}`);
      }
      for (const problem of failures) console.error(problem);
      return failures.length === 0 ? 0 : 1;
    });
  },
};

const saidOf = (mode: "announcements" | "digest" | "none"): string =>
  mode === "none"
    ? "Released as a baseline: nothing is announced."
    : "Released: the running bot announces it within seconds.";

/** Releases a held revision. @returns why it was not released; null if it was */
async function releaseOne(
  lists: Pick<ListService, "release">,
  listId: string,
  mode: "announcements" | "digest" | "none",
): Promise<string | null> {
  const outcome = await lists.release(listId, mode);
  if (outcome.kind === "failed") return outcome.reason;
  if (outcome.kind === "nothing-held")
    return "The revision is not held any more: it was released in the meantime.";
  return null;
}
