import { createChangeLog } from "../announce/change-log.js";
import { readConfig, readEnvironment } from "../config.js";
import { readData } from "../data.js";
import { UsageError } from "../usage-error.js";
import { createReadFilter } from "../wiring/announcing.js";
import { createUpstream } from "../wiring/create-upstream.js";
import { firstLibrary, nextLibrary } from "../wiring/library.js";
import { openDatabase } from "../wiring/open-database.js";
import { createServed } from "../wiring/served.js";
import type { Verb } from "./verb.js";

/** What can be done with a held revision, by the word on the command line. */
const tellings: ReadonlyMap<string, "announcements" | "digest" | "none"> = new Map([
  ["announcements", "announcements"],
  ["digest", "digest"],
  ["baseline", "none"],
]);

export const held: Verb = {
  name: "held",
  usage: "[--release announcements|digest|baseline]",
  about: "shows the revision that waits for the operator, and lets it go on",
  options: { release: { type: "string" } },
  async run(args) {
    const config = readConfig();
    const data = readData();
    const [word] = args.texts("release");
    const telling = word === undefined ? null : tellings.get(word);
    if (telling === undefined) throw new UsageError(`${word} is none of announcements, digest, baseline.`);
    const { db, close } = await openDatabase(config.DATABASE_FILE);
    try {
      const served = createServed(await firstLibrary(config, data));
      const store = createChangeLog({ db, readFilter: createReadFilter(served.library) });
      const waiting = await store.loadHeld();
      if (waiting === null) {
        console.error("No revision is held.");
        return 1;
      }
      const { revision, reason, added, removed } = waiting;
      console.log(`${revision.sha} of ${revision.date}: ${reason} (adds ${added}, removes ${removed})`);
      if (telling === null) return 0;
      const upstream = createUpstream({
        config,
        allowFile: false,
        environment: readEnvironment(),
        venues: data.venues,
        store,
        onVersion: (version, page) =>
          served.replace(nextLibrary(version, page, { last: served.library(), config, data })),
        onTrouble: (sentence) => console.error(sentence),
      });
      if (upstream === null)
        throw new UsageError("Set UPSTREAM_URL to the upstream that the revision is from.");
      await upstream.watcher.restore();
      const outcome = await upstream.watcher.release(telling);
      if (outcome.kind === "failed") throw new UsageError(outcome.reason);
      console.log(
        `Released: the running bot tells it${telling === "none" ? " to nobody" : " within seconds"}.`,
      );
      return 0;
    } finally {
      await close();
    }
  },
};
