import { afterEach, beforeEach, expect, test } from "vitest";
import { createGuildMembership } from "../../src/announce/guild-membership.js";
import { joinedGuilds } from "../../src/store/guilds.js";
import { createRig, paper } from "./support.js";

let rig: Awaited<ReturnType<typeof createRig>>;
let membership: ReturnType<typeof createGuildMembership>;
beforeEach(async () => {
  rig = await createRig();
  membership = createGuildMembership({ db: rig.db, now: () => rig.clock.now });
});
afterEach(() => rig.close());

/** How many transactions have begun so far: each changes the file's counter. */
async function writesDuring(work: () => Promise<void>): Promise<number> {
  let writes = 0;
  const transaction = rig.db.transaction.bind(rig.db);
  rig.db.transaction = () => {
    writes += 1;
    return transaction();
  };
  await work();
  rig.db.transaction = transaction;
  return writes;
}

const guilds = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => String(from + index));

test("three thousand servers are synchronised in one transaction, and the same ones again in none", async () => {
  expect(await writesDuring(() => membership.sync(guilds(0, 3000)))).toBe(1);
  expect(await joinedGuilds(rig.db)).toHaveLength(3000);
  expect(await writesDuring(() => membership.sync(guilds(0, 3000)))).toBe(0);
  expect(await writesDuring(() => membership.joined("7"))).toBe(0);
  await membership.sync(guilds(1000, 4000));
  expect((await joinedGuilds(rig.db)).sort()).toEqual(guilds(1000, 4000).sort());
});

test("a server that is back hears what it missed, and one that was left nothing", async () => {
  const { id, guildId } = await rig.subscribe();
  const dueAt = async () => (await rig.subscriptions.find(guildId, id))?.dueAt ?? null;
  await rig.change("added", [paper("While here")]);
  expect(await dueAt()).not.toBeNull();
  await membership.sync(guilds(0, 3));
  expect(await dueAt()).toBeNull();
  await rig.later(1000);
  expect(rig.discord.posted).toEqual([]);
  await membership.sync([...guilds(0, 3), guildId]);
  expect(await dueAt()).toBe(rig.clock.now);
  await rig.later(1000);
  expect(rig.discord.posted).toHaveLength(1);
});
