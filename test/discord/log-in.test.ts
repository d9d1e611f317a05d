import { pino } from "pino";
import { expect, test } from "vitest";
import { createClient } from "../../src/discord/client.js";
import { logIn } from "../../src/discord/log-in.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";

/** One more than the logins that are left. */
const shards = 1_001;

test("a process with one of many shards needs one login, however many all shards would need", async () => {
  const sandbox = await createSandbox({ shards });
  const client = createClient(sandbox.rest, undefined, { ids: [0], count: shards });
  try {
    const ready = await logIn(client, sandbox.token, {
      log: pino({ level: "silent" }),
      ended: new Promise(() => {}),
    });
    expect(ready.user.id).toBe(sandbox.botId);
  } finally {
    await client.destroy();
    await sandbox.close();
  }
});
