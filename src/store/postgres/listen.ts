import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Listen } from "../open-store.js";
import { signalChannel } from "../signals.js";

/** Milliseconds between two attempts to connect. */
const pause = 2000;

/** Listens on a connection of its own, which is opened again when it ends: until then what is signalled is not heard. */
export function createListen(url: string): Listen {
  return (onSignal) => {
    const stopping = new AbortController();
    let client: pg.Client | null = null;

    async function connect(): Promise<void> {
      while (!stopping.signal.aborted) {
        const next = new pg.Client({ connectionString: url, keepAlive: true, application_name: "paperboy" });
        const ended = new Promise<void>((resolve) => next.once("end", () => resolve()));
        next.on("error", () => {});
        next.on("notification", onSignal);
        client = next;
        try {
          await next.connect();
          await next.query(`listen ${signalChannel}`);
          onSignal();
          await ended;
        } catch {
          await next.end().catch(() => {});
        }
        await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      }
    }

    const connecting = connect();
    return {
      async stop() {
        stopping.abort();
        await client?.end().catch(() => {});
        await connecting;
      },
    };
  };
}
