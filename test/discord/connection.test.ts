import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messageOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";

let paperboy: Paperboy;
const start = async () => {
  paperboy = await startPaperboy();
};
const stop = () => paperboy.stop();

/** One bot for all tests of a group, as it has to survive each of them; its log starts anew. */
function shareOneBot(): void {
  beforeAll(start);
  afterAll(stop);
  beforeEach(() => void paperboy.logged.splice(0));
}

/** Log lines with this text, parsed. */
const logged = (text: string): Record<string, unknown>[] =>
  paperboy.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === text);

/** Waits until the log has as many lines with this text. */
async function untilLogged(text: string, count = 1): Promise<Record<string, unknown>[]> {
  for (let wait = 0; wait < 400 && logged(text).length < count; wait++) await sleep(50);
  const lines = logged(text);
  expect(lines.length, text).toBeGreaterThanOrEqual(count);
  return lines;
}

const answers = async () =>
  textOf(messageOf(await paperboy.person("Mira", "general").run("search", { query: "ivit" })));

describe("a close code after which the bot reconnects", () => {
  shareOneBot();

  test.each([4000, 4001, 4002, 4009, 4200, 4999, 1001])("%i: its session is resumed", async (code) => {
    paperboy.sandbox.faults.add({ kind: "gateway-cut", code, reason: "because" });
    const [closed] = await untilLogged("the connection to Discord was closed");
    expect(closed).toMatchObject({ code, reason: "because" });
    expect(await untilLogged("connected to Discord again")).toHaveLength(1);
    expect(await answers()).toContain("I-ViT");
  });

  test.each([4003, 4005, 4007, 4008, 1000])("%i: it gets a new session, and says so", async (code) => {
    paperboy.sandbox.faults.add({ kind: "gateway-cut", code });
    const [closed] = await untilLogged("the connection to Discord was closed");
    expect(closed).toMatchObject({ code, reason: expect.stringMatching(/\w/) });
    expect((await untilLogged("connected to Discord again"))[0]).toMatchObject({ session: "new" });
    expect(await answers()).toContain("I-ViT");
  });

  test("so does a connection that breaks without one", async () => {
    paperboy.sandbox.faults.add({ kind: "gateway-cut" });
    expect((await untilLogged("the connection to Discord was closed"))[0]).toMatchObject({ code: 1006 });
    await untilLogged("connected to Discord again");
  });
});

describe("a close code for which only a person can help", () => {
  beforeEach(start);
  afterEach(stop);

  test.each([
    [4004, /DISCORD_TOKEN/],
    [4010, /shard/],
    [4011, /too many servers/],
    [4012, /version/],
    [4013, /intent/],
    [4014, /intent/],
  ])("after %i the bot ends with a sentence, and its log has the code", async (code, sentence) => {
    paperboy.sandbox.faults.add({ kind: "gateway-cut", code });
    const ended = await paperboy.ended();
    expect(ended).toMatch(sentence);
    expect(ended).toContain(String(code));
    expect(logged("disconnected from Discord for good")).toMatchObject([{ code }]);
  });
});

const guildId = "1000000000000000000";
const dispatch = (t: unknown, d: unknown, s: unknown = 3) => JSON.stringify({ op: 0, t, s, d });

describe("a malformed packet ends no process, and the bot keeps answering", () => {
  shareOneBot();

  test.each([
    ["JSON that ends in the middle", '{"op":0,"t":"GUILD_CREATE","d":{"id":"1'],
    ["no object", "[1, null, 2]"],
    ["null", "null"],
    ["no JSON", "\u0000\uffff"],
    ["an opcode that is not a number", '{"op":"zero"}'],
    ["an unknown opcode", '{"op":99,"d":null}'],
    ["an invalid session without a word", '{"op":9,"d":null}'],
    ["a hello without an interval", '{"op":10,"d":null}'],
    ["a hello with an interval of nothing", '{"op":10,"d":{"heartbeat_interval":0}}'],
    ["READY without a session", dispatch("READY", null)],
    ["READY with an address that is none", dispatch("READY", { session_id: "1", resume_gateway_url: "x" })],
    ["an event without a name", dispatch(null, null)],
    ["an event called error", dispatch("error", {})],
    ["an unknown event", dispatch("SOMETHING_NEW", { id: null })],
    ["a server without an id", dispatch("GUILD_CREATE", { name: "x" })],
    ["a server with null for its channels", dispatch("GUILD_CREATE", { id: "77", channels: null, roles: 4 })],
    ["a server that left without data", dispatch("GUILD_DELETE", null)],
    ["a channel that is null", dispatch("CHANNEL_CREATE", null)],
    ["a channel of an unknown kind", dispatch("CHANNEL_CREATE", { id: "5", type: 4711, guild_id: guildId })],
    ["a role that is null", dispatch("GUILD_ROLE_UPDATE", { guild_id: guildId, role: null })],
    ["a thread list of nothing", dispatch("THREAD_LIST_SYNC", { guild_id: guildId, threads: 5 })],
    [
      "an interaction without a user",
      dispatch("INTERACTION_CREATE", { id: "1", type: 2, token: "t", data: {} }),
    ],
    [
      "an interaction without data",
      dispatch("INTERACTION_CREATE", { id: "1", type: 2, token: "t", user: {} }),
    ],
    ["an interaction of an unknown kind", dispatch("INTERACTION_CREATE", { id: "1", type: 99, token: "t" })],
    [
      "an interaction with a wrong guild",
      dispatch("INTERACTION_CREATE", { id: "1", type: 2, token: "t", guild_id: 12, user: { id: "1" } }),
    ],
    ["an id that is a huge number", dispatch("GUILD_DELETE", { id: 1e300 })],
    ["an id with too many digits", dispatch("CHANNEL_DELETE", { id: "9".repeat(4000), guild_id: guildId })],
    ["a sequence that is a huge number", dispatch("CHANNEL_UPDATE", { id: "1" }, 1e300)],
    ["a sequence below zero", dispatch("CHANNEL_UPDATE", { id: "1" }, -5)],
  ])("%s", async (_name, text) => {
    paperboy.sandbox.faults.add({ kind: "gateway-packet", text });
    expect(await answers()).toContain("I-ViT");
  });

  test("the log has an id for it", async () => {
    paperboy.sandbox.faults.add({ kind: "gateway-packet", text: dispatch("GUILD_CREATE", { id: null }) });
    const [line] = await untilLogged("something went wrong");
    expect(line).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(JSON.stringify(line)).toContain("GUILD_CREATE");
  });

  test("the connection can be cut and resumed after all of them", async () => {
    for (const text of ["null", dispatch("READY", {}), dispatch("CHANNEL_UPDATE", null, 1e300)])
      paperboy.sandbox.faults.add({ kind: "gateway-packet", text });
    paperboy.sandbox.faults.add({ kind: "gateway-cut", code: 4000 });
    await untilLogged("connected to Discord again");
    expect(await answers()).toContain("I-ViT");
  });
});
