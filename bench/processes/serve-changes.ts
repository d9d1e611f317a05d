import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import { ask, createPostgresDatabase, startPostgres } from "../../test/support/postgres.js";
import { createUpstream, list } from "../../test/upstream/fixture.js";
import { createBots } from "./create-bots.js";

const processes = 2;
/** How often the database and the bots are asked. Milliseconds. */
const askEvery = 10;
/** How long a change may take. Milliseconds. */
const maxTime = 60_000;

interface ServeOptions {
  /** The program; it runs a bot if its arguments are `child JSON`. */
  readonly program: string;
  readonly changes: number;
  readonly onProgress: (line: string) => void;
}

/**
 * Commits papers to a list that two bots serve, one in a server and one in direct messages, and measures how soon after
 * the new revision was recorded by one of them people of both find its paper.
 */
export async function serveChanges({ program, changes, onProgress }: ServeOptions) {
  const folder = await mkdtemp(join(tmpdir(), "paperboy-serve-"));
  const postgres = await startPostgres();
  const sandbox = await createSandbox({ port: 0 });
  const upstream = createUpstream();
  const titleOf = (index: number) => `Zebra${"abcdefghij".charAt(index % 10)}${index} Networks`;
  const commit = (count: number) =>
    upstream.commit({ "README.md": list(...Array.from({ length: count }, (_, index) => titleOf(index))) });
  commit(1);
  const url = await createPostgresDatabase(postgres.url);
  const bots = createBots({
    program,
    settings: Array.from({ length: processes }, () => ({ DATABASE_URL: url })),
    sandbox,
    upstream: upstream.dir,
    folder,
    isQuick: false,
  });

  /** When it has become true. Milliseconds. @throws where that takes too long */
  async function timeOf(isTrue: () => Promise<boolean>): Promise<number> {
    for (const from = performance.now(); performance.now() - from < maxTime; await sleep(askEvery))
      if (await isTrue()) return performance.now();
    throw new Error("A change took too long");
  }

  try {
    onProgress("starting");
    await Promise.all(bots.map(({ start }) => start()));
    // Direct messages are the first shard's, the sandbox's server is the second one's.
    const people = [undefined, "dm"].map((channel) =>
      createPerson({ url: sandbox.url, id: "Mira", ...(channel !== undefined && { channel }) }),
    );
    const delays: number[] = [];
    for (let change = 1; change <= changes; change++) {
      const title = titleOf(change);
      const revision = commit(change + 1);
      const recorded = await timeOf(
        async () => (await ask(url, "select sha from upstreams")).rows[0]?.sha === revision,
      );
      // What is not found is repeated as it was typed.
      const query = title.toLowerCase();
      const found = people.map((person) =>
        timeOf(async () => JSON.stringify(await person.run("search", { query })).includes(title)),
      );
      delays.push(Math.max(...(await Promise.all(found))) - recorded);
      onProgress(`${title}: ${delays.at(-1)?.toFixed(0)} ms`);
    }
    const sorted = delays.toSorted((a, b) => a - b).map(Math.round);
    return { changes, medianMs: sorted[Math.floor(sorted.length / 2)], maxMs: sorted.at(-1) };
  } finally {
    await Promise.all(bots.map(({ kill }) => kill()));
    await sandbox.close();
    await postgres.stop();
    upstream.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
