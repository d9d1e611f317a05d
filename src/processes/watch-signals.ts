import type { Listen } from "../store/open-store.js";
import type { Db } from "../store/schema.js";
import { readSignals, type Topic, topics } from "../store/signals.js";

/** How often the database is asked what has changed. Milliseconds. */
const defaultInterval = 1000;

interface WatchSignalsDeps {
  readonly db: Db;
  /** Where the database says by itself that something has changed. */
  readonly listen: Listen | null;
  /** What to do when a topic was signalled, by this process too. */
  readonly handlers: Readonly<Record<Topic, () => Promise<unknown>>>;
  readonly onError: (error: unknown) => void;
  /** How often the database is asked, whether or not it says something by itself. Milliseconds. */
  readonly interval?: number;
}

/** Calls a handler soon after its topic was signalled: at once where the database can say so, else within a second. */
export async function watchSignals({
  db,
  listen,
  handlers,
  onError,
  interval = defaultInterval,
}: WatchSignalsDeps) {
  const known = new Map(await readSignals(db));
  let reading: Promise<void> | null = null;
  let isAsked = false;

  async function read(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      const found = await readSignals(db);
      for (const topic of topics) {
        const version = found.get(topic);
        if (version === undefined || version === known.get(topic)) continue;
        // What a handler could not do it does again when the database is asked the next time.
        await handlers[topic]().then(() => known.set(topic, version), onError);
      }
    }
  }

  function ask(): void {
    isAsked = true;
    reading ??= read()
      .catch(onError)
      .finally(() => {
        reading = null;
      });
  }

  const timer = setInterval(ask, interval);
  const listening = listen?.(ask) ?? null;
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await listening?.stop();
      await reading;
    },
  };
}
