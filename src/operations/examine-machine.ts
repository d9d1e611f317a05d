import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { ListSource } from "../config/list-source.js";
import type { Config } from "../config/settings.js";
import type { GitAccess } from "../lists/git-access.js";
import { inspectFile, type StoreState } from "../store/inspect-file.js";
import { examineDiscord } from "./examine-discord.js";
import { examineLists } from "./examine-lists.js";
import { bad, type Finding, good, warning } from "./finding.js";

/** Free bytes on the disk below which the operator should know, and below which nothing can be written soon. */
const [littleSpace, noSpace] = [1_000_000_000, 100_000_000];

interface MachineDeps {
  readonly config: Config;
  readonly sources: readonly ListSource[];
  readonly gitAccess: Pick<GitAccess, "git" | "parseRemote">;
}

/** Everything that the bot needs of its machine and of others, each with what to do. Changes nothing. */
export async function examineMachine({
  config,
  sources,
  gitAccess,
}: MachineDeps): Promise<readonly Finding[]> {
  const { DATABASE_FILE: databaseFile, DATABASE_URL: url } = config;
  const found = await Promise.all([
    url === null
      ? inspectFile(databaseFile).then((state) => examineDatabase(databaseFile, state, "DATABASE_FILE"))
      : examineServer(url),
    examineDisk(dirname(databaseFile)),
    examineDiscord(config),
    examineLists(sources, gitAccess),
  ]);
  return found.flat();
}

async function examineServer(url: string): Promise<Finding> {
  const { inspectServer } = await import("../store/postgres/inspect-server.js");
  const { name, state } = await inspectServer(url);
  return examineDatabase(name, state, "DATABASE_URL");
}

function examineDatabase(where: string, state: StoreState, setting: string): Finding {
  const name = "database";
  if (state.kind === "trouble") {
    const [text = "", remedy = ""] = state.message.split(/: (?=[^:]*$)/);
    return bad(name, `${text}.`, remedy.charAt(0).toUpperCase() + remedy.slice(1));
  }
  if (state.kind === "missing") return good(name, `${where} is created at the first start.`);
  if (state.kind === "empty") return good(name, `${where} is empty: the first start creates its tables.`);
  const { bytes, subscriptions, migrations } = state;
  const size = `${where}: ${(bytes / 1_000_000).toFixed(1)} MB, ${subscriptions} subscription${subscriptions === 1 ? "" : "s"}.`;
  if (migrations === 0) return good(name, size);
  return migrations > 0
    ? warning(
        name,
        `${size} The next start changes its tables.`,
        "Back it up first: an older Paperboy cannot read it afterwards.",
      )
    : bad(
        name,
        `${size} A newer Paperboy has written it.`,
        `Update Paperboy, or give ${setting} another one.`,
      );
}

async function examineDisk(folder: string): Promise<Finding> {
  const name = "disk";
  const disk = await statfs(folder).catch(() => null);
  if (disk === null)
    return warning(name, `The disk of ${folder} cannot be read.`, "Check that the folder exists.");
  const free = disk.bavail * disk.bsize;
  const text = `${(free / 1_000_000_000).toFixed(1)} GB are free.`;
  if (free >= littleSpace) return good(name, text);
  return (free < noSpace ? bad : warning)(
    name,
    text,
    "Make room: the database and git's copies of the lists grow.",
  );
}
