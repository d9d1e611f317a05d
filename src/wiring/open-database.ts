import { openStore, type Store } from "../store/open-store.js";
import { UsageError } from "../config/usage-error.js";

/** Opens the database, or says in one sentence why it can not be. */
export async function openDatabase(path: string): Promise<Store> {
  const outcome = await openStore({ path });
  if (outcome.kind === "open") return outcome.store;
  throw new UsageError(outcome.message);
}
