import { access } from "node:fs/promises";
import { defaultList } from "./data.js";
import { type ListSource, settingsListId } from "./list-source.js";
import { parseListsFile } from "./lists-file.js";
import { readTextFile } from "./read-text-file.js";
import type { Config } from "./settings.js";
import { UsageError } from "./usage-error.js";

/** The default of `CONFIG_FILE`, in the working folder. */
const defaultFile = "paperboy.config.json";

/**
 * The lists to serve: those of `paperboy.config.json` where it exists, else the one in the settings.
 *
 * @throws {UsageError} where the file cannot be read or is wrong, or both name lists.
 */
export async function readListSources(config: Config): Promise<readonly ListSource[]> {
  const file = config.CONFIG_FILE ?? ((await exists(defaultFile)) ? defaultFile : null);
  if (file === null) return [sourceOfSettings(config)];
  const both = (["UPSTREAM_URL", "LIST_FILE"] as const).find((name) => config[name] !== null);
  if (both !== undefined) {
    throw new UsageError(
      `Both ${file} and ${both} name lists: take ${both} out of the settings, or remove the file.`,
    );
  }
  return parseListsFile(await readTextFile(file, "The settings"), file);
}

function sourceOfSettings(config: Config): ListSource {
  const url = config.UPSTREAM_URL;
  return {
    id: settingsListId,
    name: config.LIST_NAME,
    page: config.LIST_URL,
    file: config.LIST_FILE ?? (url === null ? defaultList : null),
    upstream:
      url === null
        ? null
        : {
            url,
            branch: config.UPSTREAM_BRANCH,
            paths: [config.UPSTREAM_PATH],
            cron: config.UPSTREAM_CRON,
            zone: config.UPSTREAM_ZONE,
            surge: config.UPSTREAM_SURGE,
          },
    isPublic: true,
  };
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
