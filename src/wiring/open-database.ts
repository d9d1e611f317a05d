import { UsageError } from "../config/usage-error.js";
import { openStore, type Store } from "../store/open-store.js";

/** Opens the database, or says in one sentence why it can not be. */
export async function openDatabase(path: string): Promise<Store> {
  const outcome = await openStore({ path });
  if (outcome.kind === "open") return outcome.store;
  throw new UsageError(outcome.message);
}
