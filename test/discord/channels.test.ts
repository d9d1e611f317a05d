import { Events } from "discord.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Channels, createChannels } from "../../src/discord/channels.js";
import { createClient } from "../../src/discord/client.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import type { World } from "../../src/sandbox/protocol.js";

const anotherServer = "999999999999999999";

let sandbox: Sandbox;
let client: ReturnType<typeof createClient>;
let channels: Channels;
let world: World;

beforeAll(async () => {
  sandbox = await createSandbox();
  client = createClient(sandbox.rest);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await ready;
  channels = createChannels(client);
  world = await createPerson({ url: sandbox.url, id: "Ada" }).world();
});

afterAll(async () => {
  await client.destroy();
  await sandbox.close();
});

describe("the channels of a server", () => {
  test("can receive announcements, by their kinds", () => {
    const kinds = world.channels.map(({ id }) => channels.kindOf(sandbox.guildId, id));
    expect(kinds.slice(0, 5)).toEqual(["text", "text", "text", "announcement", "forum"]);
  });

  test("are not those of another server, and a role of one is not a role of another", () => {
    for (const { id } of world.channels) expect(channels.kindOf(anotherServer, id)).toBeNull();
    for (const { id } of world.roles) {
      expect(channels.hasRole(sandbox.guildId, id)).toBe(true);
      expect(channels.hasRole(anotherServer, id)).toBe(false);
    }
  });

  test("are not what is no channel or no role", () => {
    expect(channels.kindOf(sandbox.guildId, sandbox.guildId)).toBeNull();
    expect(channels.hasRole(sandbox.guildId, "__proto__")).toBe(false);
  });
});
