import { hostname } from "node:os";
import { newId } from "../store/new-id.js";
import { forgetProcess, maxSilence, seeProcess } from "../store/processes.js";
import type { Db } from "../store/schema.js";

/** Says in the database that this bot runs, for as long as it does: `paperboy migrate-store` then leaves it alone. */
export async function announcePresence(db: Db, onError: (error: unknown) => void) {
  const id = newId();
  const about = `process ${process.pid} on ${hostname()}`;
  await seeProcess(db, id, about, Date.now());
  const timer = setInterval(() => {
    seeProcess(db, id, about, Date.now()).catch(onError);
  }, maxSilence / 3);
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await forgetProcess(db, id, Date.now()).catch(onError);
    },
  };
}
