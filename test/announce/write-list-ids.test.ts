import { afterEach, beforeEach, expect, test } from "vitest";
import { writeListIds } from "../../src/announce/write-list-ids.js";
import { createRig, guildId } from "./support.js";

let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

test("filters that name a list are written with its id, but for those that stay as they are, or that the channel has so already", async () => {
  const saved = [
    'list:"Red"',
    'LIST:"Red" vit',
    "vit",
    "list:ambiguous",
    'list:"Red" kites',
    "list:red kites",
  ];
  for (const query of saved) await rig.subscribe({ query });
  await writeListIds(rig.db, (query, server) =>
    server === guildId && query.includes('"Red"') ? query.replace(/list:"Red"/i, "list:red") : null,
  );
  const queries = (await rig.subscriptions.list(guildId)).map(({ query }) => query);
  expect(queries).toEqual([
    "list:red",
    "list:red vit",
    "vit",
    "list:ambiguous",
    'list:"Red" kites',
    "list:red kites",
  ]);
});
