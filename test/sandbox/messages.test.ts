import { Events, GatewayIntentBits } from "discord.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
let clock = { offset: 0 };
beforeEach(async () => {
  clock = { offset: 0 };
  rig = await createRig(
    { now: () => Date.now() + clock.offset },
    { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] },
  );
});
afterEach(() => rig.close());

const sentSchema = z.looseObject({ id: z.string(), channel_id: z.string() });

async function send(body: object, channel = "papers") {
  return sentSchema.parse(
    await rig.bot.rest.post(`/channels/${await rig.channelId(channel)}/messages`, { body }),
  );
}

it("returns the first message for the same enforced nonce for a few minutes", async () => {
  const body = { content: "once", nonce: "row-7", enforce_nonce: true };
  const first = await send(body);
  expect((await send({ ...body, content: "other" })).id).toBe(first.id);
  expect((await send({ ...body, enforce_nonce: false })).id).not.toBe(first.id);
  clock.offset = 6 * 60_000;
  expect((await send(body)).id).not.toBe(first.id);
});

it("answers 10008 if the first message with an enforced nonce was deleted", async () => {
  const body = { content: "once", nonce: "row-8", enforce_nonce: true };
  const { id, channel_id } = await send(body);
  await rig.bot.rest.delete(`/channels/${channel_id}/messages/${id}`);
  await expect(send(body)).rejects.toMatchObject({ code: 10008 });
});

it("notifies only whom allowed_mentions allows, and never everyone without the permission", async () => {
  const { roles, people } = await rig.person("Mira").world();
  const mira = people.find(({ name }) => name === "Mira")?.id;
  const readers = roles.find(({ name }) => name === "Readers")?.id;
  const admins = roles.find(({ name }) => name === "Admins")?.id;
  const content = `@everyone <@${mira}> <@&${readers}> <@&${admins}>`;
  const nobody = { mention_everyone: false, mentions: [], mention_roles: [] };
  expect(await send({ content, allowed_mentions: { parse: [] } })).toMatchObject(nobody);
  expect(await send({ content, allowed_mentions: { roles: [readers] } })).toMatchObject({
    ...nobody,
    mention_roles: [readers],
  });
  expect(await send({ content })).toMatchObject({
    mention_everyone: false,
    mentions: [{ id: mira }],
    mention_roles: [readers],
  });
  const inComponents = { flags: 1 << 15, components: [{ type: 10, content }] };
  expect(await send({ ...inComponents, allowed_mentions: { parse: [] } })).toMatchObject(nobody);
});

it("fills in component ids and embed types, and trims content, as Discord does", async () => {
  const components = [
    {
      type: 17,
      components: [
        { type: 10, content: "a" },
        { type: 10, id: 2, content: "b" },
      ],
    },
    { type: 10, id: 0, content: "c" },
  ];
  expect((await send({ flags: 1 << 15, components })).components).toMatchObject([
    { id: 1, components: [{ id: 3 }, { id: 2 }] },
    { id: 4 },
  ]);
  expect(await send({ content: "  padded  ", embeds: [{ title: "t" }] })).toMatchObject({
    content: "padded",
    embeds: [{ type: "rich", title: "t" }],
  });
});

it("stores files and serves them as downloads", async () => {
  const channel = await rig.bot.channels.fetch(await rig.channelId("papers"));
  if (!channel?.isSendable()) throw new Error("no channel");
  const message = await channel.send({
    files: [{ attachment: Buffer.from("@article{x}"), name: "papers.bib" }],
  });
  const file = message.attachments.first();
  expect(file).toMatchObject({ name: "papers.bib", size: 11 });
  const response = await fetch(file?.url ?? "");
  expect(await response.text()).toBe("@article{x}");
  expect(response.headers.get("content-disposition")).toBe("attachment");
});

it("sends the bot people's messages without content, as its intents require", async () => {
  const received = new Promise<string>((resolve) =>
    rig.bot.once(Events.MessageCreate, ({ content }) => resolve(content)),
  );
  await rig.person("Mira", "papers").say("secret");
  expect(await received).toBe("");
});

it("does not let people write without the permission", async () => {
  await expect(rig.person("Mira", "announcements").say("hi")).rejects.toThrow(/may not write/);
  expect((await rig.person("Ada", "announcements").say("hi")).content).toBe("hi");
});

it("does not let the bot edit or delete others' messages, and answers 10008 for an unknown message", async () => {
  const { id, channel_id } = await rig.person("Mira", "papers").say("mine");
  await expect(
    rig.bot.rest.patch(`/channels/${channel_id}/messages/${id}`, { body: { content: "x" } }),
  ).rejects.toMatchObject({ code: 50005 });
  await expect(rig.bot.rest.delete(`/channels/${channel_id}/messages/${id}`)).rejects.toMatchObject({
    code: 50013,
  });
  await expect(rig.bot.rest.get(`/channels/${channel_id}/messages/1`)).rejects.toMatchObject({ code: 10008 });
});

it("keeps the last 500 messages of a channel", { timeout: 120_000 }, async () => {
  const mira = rig.person("Mira", "papers");
  for (let index = 0; index < 505; index += 1) await mira.say(`${index}`);
  const kept = await mira.read();
  expect([kept.length, kept[0]?.content]).toEqual([500, "5"]);
});
