import { Events, RequestMethod } from "discord.js";
import { type APIMessage, type APIThreadChannel, ChannelType } from "discord-api-types/v10";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
let api: Api;
beforeAll(async () => {
  rig = await createRig();
  api = createApi(rig);
});
afterAll(async () => {
  await rig.close();
});

const methods = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
};
type Api = ReturnType<typeof createApi>;

/** Calls routes as discord.js does, and records them. */
function createApi({ bot }: Rig) {
  const called = new Set<string>();
  return {
    called,
    async call<T>(method: keyof typeof methods, template: string, path: string, body?: unknown): Promise<T> {
      called.add(`${method} ${template}`);
      const [route, query] = path.split("?");
      const answer: unknown = await bot.rest.request({
        method: methods[method],
        fullRoute: `/${(route ?? "").slice(1)}`,
        ...(query ? { query: new URLSearchParams(query) } : {}),
        ...(body === undefined ? {} : { body }),
      });
      return answer as T;
    },
  };
}

describe("every route", () => {
  it("returns the bot itself and the gateway's URL", async () => {
    expect(await api.call("GET", "/gateway", "/gateway")).toEqual({
      url: rig.sandbox.url.replace("http", "ws"),
    });
    expect(await api.call("GET", "/gateway/bot", "/gateway/bot")).toMatchObject({
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, max_concurrency: 1 },
    });
    expect(await api.call("GET", "/applications/@me", "/applications/@me")).toMatchObject({
      name: "Paperboy",
    });
    expect(await api.call("GET", "/users/@me", "/users/@me")).toMatchObject({
      bot: true,
      username: "paperboy",
    });
    expect(await api.call("GET", "/users/@me/guilds", "/users/@me/guilds")).toHaveLength(1);
  });

  it("returns the guild, its channels, roles and members", async () => {
    const guild = `/guilds/${rig.sandbox.guildId}`;
    const person = (await rig.person("Mira").world()).people[0];
    expect(await api.call("GET", "/guilds/:guild", guild)).toMatchObject({ name: "Paperboy's sandbox" });
    expect(await api.call("GET", "/guilds/:guild/channels", `${guild}/channels`)).toHaveLength(5);
    expect(await api.call("GET", "/guilds/:guild/roles", `${guild}/roles`)).toHaveLength(4);
    expect(await api.call("GET", "/guilds/:guild/members/:user", `${guild}/members/@me`)).toMatchObject({
      user: { bot: true },
    });
    expect(await api.call("GET", "/users/:user", `/users/${person?.id}`)).toMatchObject({
      global_name: "Mira",
    });
    const direct = await api.call("POST", "/users/@me/channels", "/users/@me/channels", {
      recipient_id: person?.id,
    });
    expect(direct).toMatchObject({ type: ChannelType.DM, recipients: [{ global_name: "Mira" }] });
  });

  it.each(["", "/guilds/:guild"])("registers, changes and removes commands%s", async (scope) => {
    const template = `/applications/:application${scope}/commands`;
    const base = template
      .replace(":application", rig.sandbox.applicationId)
      .replace(":guild", rig.sandbox.guildId);
    const first = {
      name: "first",
      description: "The first",
      name_localizations: { de: "erster" },
      default_member_permissions: "32",
    };
    const made = await api.call<{ id: string }>("POST", template, base, first);
    expect(made).toMatchObject({ ...first, type: 1 });
    const one = `${base}/${made.id}`;
    expect(await api.call("PATCH", `${template}/:command`, one, { description: "Changed" })).toMatchObject({
      name: "first",
      description: "Changed",
      default_member_permissions: "32",
    });
    expect(await api.call("GET", `${template}/:command`, one)).toMatchObject({ description: "Changed" });

    const plain = await api.call<object[]>("GET", template, base);
    expect(plain[0]).not.toHaveProperty("name_localizations");
    const full = await api.call<object[]>("GET", template, `${base}?with_localizations=true`);
    expect(full[0]).toMatchObject({ name_localizations: { de: "erster" } });

    const all = await api.call<{ id: string; name: string }[]>("PUT", template, base, [
      { name: "second", description: "The second" },
      first,
    ]);
    expect(all.map(({ name }) => name)).toEqual(["second", "first"]);
    expect(all[1]?.id).toBe(made.id);
    await api.call("DELETE", `${template}/:command`, one);
    expect(await api.call("GET", template, base)).toHaveLength(1);
    await expect(api.call("GET", `${template}/:command`, one)).rejects.toMatchObject({ code: 10063 });
    await api.call("PUT", template, base, []);
  });

  it("writes, lists, edits, publishes and deletes messages", async () => {
    const channel = `/channels/${await rig.channelId("announcements")}`;
    const list = `${channel}/messages`;
    const template = "/channels/:channel/messages";
    expect(await api.call("GET", "/channels/:channel", channel)).toMatchObject({
      type: 5,
      name: "announcements",
    });
    await api.call("POST", "/channels/:channel/typing", `${channel}/typing`);
    const ids: string[] = [];
    for (const content of ["one", "two", "three", "four", "five"]) {
      ids.push((await api.call<APIMessage>("POST", template, list, { content })).id);
    }
    const listed = async (query: string) =>
      (await api.call<APIMessage[]>("GET", template, `${list}?${query}`)).map(({ content }) => content);
    expect(await listed("limit=2")).toEqual(["five", "four"]);
    expect(await listed(`before=${ids[2]}&limit=1`)).toEqual(["two"]);
    expect(await listed(`after=${ids[2]}&limit=1`)).toEqual(["four"]);
    expect(await listed(`around=${ids[2]}&limit=3`)).toEqual(["four", "three", "two"]);
    await expect(listed("limit=101")).rejects.toMatchObject({ code: 50035 });

    const one = `${list}/${ids[0]}`;
    expect(await api.call("GET", `${template}/:message`, one)).toMatchObject({ content: "one" });
    const edited = await api.call<APIMessage>("PATCH", `${template}/:message`, one, { content: "ONE" });
    expect(edited).toMatchObject({ content: "ONE", edited_timestamp: expect.any(String) });
    expect(await api.call("POST", `${template}/:message/crosspost`, `${one}/crosspost`)).toMatchObject({
      flags: 1,
    });
    await expect(
      api.call("POST", `${template}/:message/crosspost`, `${one}/crosspost`),
    ).rejects.toMatchObject({
      code: 40033,
    });
    await api.call("DELETE", `${template}/:message`, one);
    await expect(api.call("GET", `${template}/:message`, one)).rejects.toMatchObject({
      code: 10008,
      status: 404,
    });
  });

  it("opens threads: once from a message, on their own, and as forum posts", async () => {
    const papers = `/channels/${await rig.channelId("papers")}`;
    const message = await api.call<APIMessage>("POST", "/channels/:channel/messages", `${papers}/messages`, {
      content: "Talk about this",
    });
    const open = () =>
      api.call<APIThreadChannel>(
        "POST",
        "/channels/:channel/messages/:message/threads",
        `${papers}/messages/${message.id}/threads`,
        { name: "Talk" },
      );
    const thread = await open();
    expect(thread).toMatchObject({ id: message.id, parent_id: papers.split("/").at(-1), name: "Talk" });
    await expect(open()).rejects.toMatchObject({ code: 160004 });
    await api.call(
      "PUT",
      "/channels/:channel/thread-members/@me",
      `/channels/${thread.id}/thread-members/@me`,
    );
    await api.call("POST", "/channels/:channel/messages", `/channels/${thread.id}/messages`, {
      content: "in it",
    });

    await api.call("POST", "/channels/:channel/threads", `${papers}/threads`, { name: "Alone", type: 11 });
    const post = await api.call<APIThreadChannel & { message: APIMessage }>(
      "POST",
      "/channels/:channel/threads",
      `/channels/${await rig.channelId("paper-talk")}/threads`,
      { name: "A paper", message: { content: "What do you think?" } },
    );
    expect(post.message).toMatchObject({ id: post.id, content: "What do you think?" });
    const active = await api.call<{ threads: APIThreadChannel[] }>(
      "GET",
      "/guilds/:guild/threads/active",
      `/guilds/${rig.sandbox.guildId}/threads/active`,
    );
    expect(active.threads.map(({ name }) => name)).toEqual(["Talk", "Alone", "A paper"]);
    expect(await rig.person("Mira", "A paper").read()).toHaveLength(1);
    const locked = await api.call("PATCH", "/channels/:channel", `/channels/${thread.id}`, {
      archived: true,
      locked: true,
    });
    const archived = await api.call<{ threads: APIThreadChannel[] }>(
      "GET",
      "/channels/:channel/threads/archived/public",
      `${papers}/threads/archived/public`,
    );
    expect(archived.threads.map(({ id }) => id)).toEqual([thread.id]);
    expect(locked).toMatchObject({ thread_metadata: { archived: true, locked: true } });
    await expect(
      api.call("POST", "/channels/:channel/messages", `/channels/${thread.id}/messages`, { content: "no" }),
    ).rejects.toMatchObject({ code: 50083 });
  });

  it("accepts answers to interactions, follow-ups and edits", async () => {
    await rig.bot.application.commands.set([{ name: "ask", description: "Asks" }]);
    const asked = new Promise<{ id: string; token: string }>((resolve) => {
      rig.bot.once(Events.InteractionCreate, ({ id, token }) => resolve({ id, token }));
    });
    const running = rig.person("Jun").run("ask");
    const { id, token } = await asked;
    await api.call(
      "POST",
      "/interactions/:interaction/:token/callback",
      `/interactions/${id}/${token}/callback`,
      {
        type: 4,
        data: { content: "first" },
      },
    );
    expect(await running).toMatchObject({ kind: "message" });
    const webhook = `/webhooks/${rig.sandbox.applicationId}/${token}`;
    const template = "/webhooks/:application/:token";
    const more = await api.call<APIMessage>("POST", template, webhook, { content: "second" });
    const path = `${webhook}/messages/${more.id}`;
    expect(await api.call("GET", `${template}/messages/:message`, path)).toMatchObject({ content: "second" });
    expect(
      await api.call("PATCH", `${template}/messages/:message`, `${webhook}/messages/%40original`, {
        content: "1st",
      }),
    ).toMatchObject({ content: "1st" });
    await api.call("DELETE", `${template}/messages/:message`, path);
  });

  it("lets the bot leave the guild", async () => {
    await api.call("DELETE", "/users/@me/guilds/:guild", `/users/@me/guilds/${rig.sandbox.guildId}`);
    await expect(api.call("GET", "/guilds/:guild", `/guilds/${rig.sandbox.guildId}`)).rejects.toMatchObject({
      code: 50001,
    });
  });

  it("is called by the tests above, and none is missing", () => {
    expect([...api.called].sort()).toEqual([...rig.sandbox.routes].sort());
    expect(rig.sandbox.unsupported()).toBe(0);
  });
});

it("answers any other route with 501 in Discord's shape, and counts it", async () => {
  const before = rig.sandbox.unsupported();
  await expect(rig.bot.rest.put("/channels/1/pins/2")).rejects.toMatchObject({ status: 501 });
  expect(rig.sandbox.unsupported()).toBeGreaterThan(before);
});

it("refuses a request without the bot's token", async () => {
  const response = await fetch(`${rig.sandbox.rest.api}/v10/users/@me`, {
    headers: { authorization: "Bot no" },
  });
  expect([response.status, await response.json()]).toEqual([401, { message: "401: Unauthorized", code: 0 }]);
});
