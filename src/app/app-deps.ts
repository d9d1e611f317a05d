import type { Logger } from "pino";
import type { DispatcherDeps } from "../announce/dispatcher.js";
import type { Data } from "../config/data.js";
import type { ListSource } from "../config/list-source.js";
import type { Config } from "../config/settings.js";
import type { Reader } from "../reading/reader.js";

/** What the bot is started with. */
export interface AppDeps {
  readonly config: Config;
  /** The lists to serve, at least one. */
  readonly sources: readonly ListSource[];
  readonly data: Data;
  readonly log: Logger;
  /** The token and, where it is not Discord's own, the address of the REST API. */
  readonly discord: { readonly rest?: { readonly api: string }; readonly token: string };
  /** The variables that git and ssh are given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the upstream may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile?: boolean;
  /** Resolves when a start that goes on is to be given up. */
  readonly stopAsked?: Promise<unknown>;
  /** Tests start a bot for each of them: one reader for all of them starts one process. Default: one for this bot. */
  readonly reader?: Reader;
  /** Shorter times for tests. */
  readonly dispatcherTimes?: DispatcherDeps["times"];
}
