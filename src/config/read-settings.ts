import type { ListSource } from "./list-source.js";
import { parseConfig, parseValid, readConfig, readEnvironment } from "./read-config.js";
import { readListSources } from "./read-list-sources.js";
import type { Config } from "./settings.js";
import { readShards } from "./shards.js";
import { UsageError } from "./usage-error.js";

export interface Settings {
  readonly config: Config;
  readonly sources: readonly ListSource[];
}

/**
 * The settings, and the lists that they or `paperboy.config.json` name.
 *
 * @throws {UsageError} with all that is wrong in either: nobody has to start again to learn the rest.
 */
export function readSettings(): Promise<Settings> {
  return settingsOf(readEnvironment(), readConfig);
}

/** The same from any set of variables. */
export async function settingsOf(
  variables: Readonly<Record<string, string | undefined>>,
  parse = () => parseConfig(variables),
): Promise<Settings> {
  const mistakes: string[] = [];
  const attempt = async <Result>(work: () => Result | Promise<Result>): Promise<Result | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error.message);
      return null;
    }
  };
  const config = (await attempt(parse)) ?? parseValid(variables);
  await attempt(() => readShards(config));
  const sources = await attempt(() => readListSources(config));
  if (sources === null || mistakes.length > 0) throw new UsageError(mistakes.join("\n"));
  return { config, sources };
}
