import { existsSync } from "node:fs";
import type { StoreAddress } from "../store/open-store.js";
import type { Config } from "./settings.js";

type StoreSettings = Pick<Config, "DATABASE_URL" | "DATABASE_FILE">;

/** The database of the settings: PostgreSQL's where there is one, or the file. */
export function storeAddress({ DATABASE_URL: url, DATABASE_FILE: path }: StoreSettings): StoreAddress {
  return url === null ? { path } : { url };
}

/** Whether there is a database yet. A file is created when it is opened; that of a server has to be there. */
export function hasStore({ DATABASE_URL: url, DATABASE_FILE: path }: StoreSettings): boolean {
  return url !== null || existsSync(path);
}
