import { ChannelType, Events, PermissionFlagsBits } from "discord.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import type { SandboxEvent } from "../../src/sandbox/protocol.js";
import { subscribe } from "../../src/sandbox/subscribe.js";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
let papers: string;
beforeEach(async () => {
  rig = await createRig();
  papers = await rig.channelId("papers");
});
afterEach(() => rig.close());

const nextEvent = <T>(event: string) =>
  new Promise<T>((resolve) => rig.bot.once(event, (payload: T) => resolve(payload)));
const send = () => rig.bot.rest.post(`/channels/${papers}/messages`, { body: { content: "hello" } });

it("notifies the bot when a channel is created, renamed and deleted", async () => {
  const made = nextEvent<{ id: string; name: string }>(Events.ChannelCreate);
  await rig.operator.change({ kind: "create-channel", name: "new", type: ChannelType.GuildText });
  const { id } = await made;
  const renamed = nextEvent<unknown>(Events.ChannelUpdate);
  await rig.operator.change({ kind: "rename-channel", channelId: id, name: "newer" });
  await renamed;
  expect(rig.bot.channels.cache.get(id)).toMatchObject({ name: "newer" });
  const deleted = nextEvent<unknown>(Events.ChannelDelete);
  await rig.operator.change({ kind: "delete-channel", channelId: papers });
  await deleted;
  await expect(send()).rejects.toMatchObject({ code: 10003 });
  await expect(rig.operator.change({ kind: "delete-channel", channelId: papers })).rejects.toThrow(
    /no such channel/,
  );
});

it("applies overwrites of everyone, roles and members in Discord's order", async () => {
  const overwrite = (targetId: string, targetType: "role" | "member", allow: bigint, deny: bigint) =>
    rig.operator.change({
      kind: "overwrite",
      channelId: papers,
      targetId,
      targetType,
      allow: String(allow),
      deny: String(deny),
    });
  const botRole = (await rig.person("Ada").world()).roles.find(({ name }) => name === "Paperboy")?.id ?? "";
  const { ViewChannel, SendMessages, EmbedLinks } = PermissionFlagsBits;
  await overwrite(rig.sandbox.guildId, "role", 0n, ViewChannel);
  await expect(send()).rejects.toMatchObject({ code: 50001 });
  await expect(rig.person("Mira").read("papers")).rejects.toThrow(/cannot view/);
  expect(await rig.person("Ada").read("papers")).toEqual([]);
  await overwrite(botRole, "role", ViewChannel, SendMessages);
  await expect(send()).rejects.toMatchObject({ code: 50013 });
  await overwrite(rig.sandbox.applicationId, "member", SendMessages, EmbedLinks);
  await send();
  await expect(
    rig.bot.rest.post(`/channels/${papers}/messages`, { body: { embeds: [{ title: "x" }] } }),
  ).rejects.toMatchObject({ code: 50013 });
  await overwrite(rig.sandbox.applicationId, "member", 0n, 0n);
  await expect(send()).rejects.toMatchObject({ code: 50013 });
});

it("kicks the bot and invites it again", async () => {
  const gone = nextEvent<{ id: string }>(Events.GuildDelete);
  await rig.operator.change({ kind: "kick-bot" });
  expect((await gone).id).toBe(rig.sandbox.guildId);
  await expect(send()).rejects.toMatchObject({ code: 50001 });
  expect(await rig.person("Mira").commands()).toEqual([]);
  const back = nextEvent<{ id: string }>(Events.GuildCreate);
  await rig.operator.change({ kind: "invite-bot" });
  expect((await back).id).toBe(rig.sandbox.guildId);
  await send();
});

it("an outage makes the guild unavailable without removing the bot", async () => {
  const out = nextEvent<{ available: boolean }>(Events.GuildUnavailable);
  await rig.operator.change({ kind: "outage", on: true });
  await out;
  rig.bot.rest.options.retries = 0;
  await expect(send()).rejects.toMatchObject({ status: 503 });
  const back = nextEvent<unknown>(Events.GuildAvailable);
  await rig.operator.change({ kind: "outage", on: false });
  await back;
  await send();
});

it("a reset restores the initial state and notifies the bot", async () => {
  await rig.operator.change({ kind: "delete-channel", channelId: papers });
  await rig.person("Mira").say("hello");
  const back = nextEvent<unknown>(Events.GuildAvailable);
  await rig.operator.reset();
  await back;
  expect(rig.bot.channels.cache.has(papers)).toBe(true);
  expect(await rig.person("Mira").read()).toEqual([]);
});

it("has the same ids at every start, so that a bot's stored ids stay valid", async () => {
  const other = await createSandbox();
  expect(other.guildId).toBe(rig.sandbox.guildId);
  expect(other.token).not.toBe(rig.sandbox.token);
  await other.close();
});

it("can start with another world", async () => {
  const sandbox = await createSandbox({
    world: {
      server: "Lab",
      bot: "Bot",
      channels: [{ name: "only" }],
      people: [{ name: "Eve", admin: true }],
    },
  });
  const response = await fetch(`${sandbox.url}/sandbox/world`);
  expect(await response.json()).toMatchObject({
    server: { name: "Lab" },
    channels: [{ name: "only" }],
    people: [{ name: "Eve", admin: true }],
  });
  await sandbox.close();
});

it("streams events, starting with hello", async () => {
  const events: SandboxEvent[] = [];
  const said = new Promise<void>((resolve) => {
    const stop = subscribe(rig.sandbox.url, (event) => {
      events.push(event);
      if (event.type === "hello") void rig.person("Mira", "papers").say("hello");
      if (event.type === "message") {
        stop();
        resolve();
      }
    });
  });
  await said;
  expect(events[0]).toEqual({ type: "hello" });
  expect(events.at(-1)).toMatchObject({ type: "message", channelId: papers, message: { content: "hello" } });
});

it("offers the host's panels, and returns the results of their actions", async () => {
  rig.sandbox.setPanels([
    {
      panel: {
        id: "list",
        title: "The list",
        description: "",
        actions: [
          { id: "add", label: "Add", fields: [{ name: "title", label: "Title" }] },
          { id: "break", label: "Break", fields: [] },
        ],
      },
      handlers: {
        add: async ({ title }) => ({ ok: true, text: `Added ${title}` }),
        break: async () => {
          throw new Error("It broke.");
        },
      },
    },
  ]);
  expect((await rig.person("Ada").world()).panels).toMatchObject([{ title: "The list" }]);
  expect(await rig.operator.act("list", "add", { title: "X" })).toEqual({ ok: true, text: "Added X" });
  expect(await rig.operator.act("list", "break", {})).toEqual({ ok: false, text: "It broke." });
  await expect(rig.operator.act("list", "toString", {})).rejects.toThrow(/no panel/);
});
