import { existsSync } from "node:fs";
import type { StoreAddress } from "../store/open-store.js";
import type { Config } from "./settings.js";

type StoreSettings = Pick<Config, "DATABASE_URL" | "DATABASE_FILE">;

/** The database of the settings: PostgreSQL's where there is one, or the file. */
export function storeAddress({ DATABASE_URL: url, DATABASE_FILE: path }: StoreSettings): StoreAddress {
  return url === null ? { path } : { url };
}

/**
 * The file beside which a bot claims its shards. Without shards of their own, bots on one server's database are not kept
 * from each other: one goes on announcing where another ends.
 */
export function claimedFile({
  DATABASE_URL: url,
  DATABASE_FILE: path,
  SHARDS: shards,
}: StoreSettings & Pick<Config, "SHARDS">): string {
  return url !== null && shards === null ? ":memory:" : path;
}

/** Whether there is a database yet. A file is created when it is opened; that of a server has to be there. */
export function hasStore({ DATABASE_URL: url, DATABASE_FILE: path }: StoreSettings): boolean {
  return url !== null || existsSync(path);
}
