import { readEnvironment } from "../config/read-config.js";
import { readSettings } from "../config/read-settings.js";
import { UsageError } from "../config/usage-error.js";
import { bad, type Finding, good } from "../operations/finding.js";
import { type Command, printJson } from "./command.js";
import { isInSandbox } from "./sandbox-token.js";

const marks: Readonly<Record<Finding["verdict"], string>> = { good: "ok  ", warning: "warn", bad: "BAD " };

export const doctor: Command = {
  name: "doctor",
  takes: "",
  about: "checks settings, token, database, git, lists, disk and clock, and says what to do; changes nothing",
  options: { json: { about: "prints each finding as JSON" } },
  async run(args) {
    const found = await examine();
    for (const finding of found) {
      if (args.has("json")) printJson(finding);
      else console.log(lineOf(finding));
    }
    return found.some(({ verdict }) => verdict === "bad") ? 1 : 0;
  },
};

/** Settings that cannot be read end it: everything else depends on them. */
async function examine(): Promise<readonly Finding[]> {
  try {
    const { config, sources } = await readSettings();
    // Loaded lazily: the other commands start fast without Discord and the database.
    const [{ examineMachine }, { createGitAccess }] = await Promise.all([
      import("../operations/examine-machine.js"),
      import("../lists/git-access.js"),
    ]);
    const gitAccess = createGitAccess({
      databaseFile: config.DATABASE_FILE,
      environment: readEnvironment(),
      // As at the start: the sandbox's local upstream is a folder.
      allowFile: isInSandbox(config),
      hosts: config.SERVER_LIST_HOSTS,
    });
    const settings = good(
      "settings",
      `They are valid, for ${sources.length} list${sources.length === 1 ? "" : "s"}.`,
    );
    return [settings, ...(await examineMachine({ config, sources, gitAccess }))];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [bad("settings", error.message, "Nothing else was checked: run this again once that is right.")];
  }
}

function lineOf({ name, verdict, text, remedy }: Finding): string {
  return `${marks[verdict]} ${name}: ${text}${remedy === null ? "" : ` → ${remedy}`}`;
}
