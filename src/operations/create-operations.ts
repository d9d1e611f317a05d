import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Measures } from "./measures.js";
import type { Subjects } from "./subjects.js";

/** How the bot is watched while it runs. */
export interface Operations {
  /** To be given to the parts of the bot. */
  readonly measures: Measures;
  /** What is looked at from now on: before, the bot is starting. */
  readonly observe: (subjects: Subjects) => void;
  /** The bot is stopping: it takes no more work. */
  readonly stopping: () => void;
  readonly close: () => Promise<void>;
}

interface OperationsDeps {
  readonly host: string;
  /** Null: nothing is measured, and no port is open. */
  readonly port: number | null;
  readonly version: string;
  readonly log: Pick<Logger, "info">;
}

/** How long what is asked for waits for the database. Milliseconds. */
const maxReadTime = 2_000;

/** @throws where it takes longer: whoever watches the bot has to hear of that soon. */
async function inTime<Found>(reading: Promise<Found>): Promise<Found> {
  const late = sleep(maxReadTime, undefined, { ref: false }).then(() => {
    throw new Error("It could not be read in time.");
  });
  return await Promise.race([reading, late]);
}

const unwatched: Operations = {
  measures: {},
  observe: () => {},
  stopping: () => {},
  close: async () => {},
};

/**
 * Opens the port of monitoring, where one is configured.
 *
 * @throws {UsageError} where it cannot be opened.
 */
export async function createOperations({ host, port, version, log }: OperationsDeps): Promise<Operations> {
  if (port === null) return unwatched;
  // Loaded lazily: most bots are not measured.
  const [{ createMetrics }, { serveHttp }] = await Promise.all([
    import("./metrics.js"),
    import("./serve-http.js"),
  ]);
  const metrics = createMetrics(version);
  let subjects: Subjects | null = null;
  let isStopping = false;

  async function problems(): Promise<readonly string[]> {
    if (isStopping) return ["the bot is stopping"];
    if (subjects === null) return ["the bot is starting"];
    const shards = subjects.gateway();
    const isConnected = shards.length > 0 && shards.every(({ isReady }) => isReady);
    const canRead = await subjects.outbox().then(
      () => true,
      () => false,
    );
    return [
      ...(isConnected ? [] : ["the bot is not connected to Discord"]),
      ...(subjects.areListsRead() ? [] : ["the lists are being read"]),
      ...(canRead ? [] : ["the database cannot be read"]),
    ];
  }

  const { url, close } = await serveHttp({ host, port, problems, metrics });
  log.info({ url }, "monitoring is open");
  return {
    measures: metrics,
    observe(found) {
      subjects = {
        ...found,
        lists: () => inTime(found.lists()),
        outbox: () => inTime(found.outbox()),
      };
      metrics.observe(subjects);
    },
    stopping() {
      isStopping = true;
    },
    close,
  };
}
