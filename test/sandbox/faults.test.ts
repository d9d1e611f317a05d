import { DiscordAPIError, RateLimitError } from "discord.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createRig, type Rig } from "./support.js";

let rig: Rig;
let channel: string;
const postMessage = "POST /channels/:id/messages";
beforeEach(async () => {
  rig = await createRig({}, { rest: { retries: 1 } });
  channel = await rig.channelId("papers");
});
afterEach(() => rig.close());

const send = (body: object = { content: "hello" }) =>
  rig.bot.rest.post(`/channels/${channel}/messages`, { body });
const written = async () => (await rig.person("Mira", "papers").read()).length;

it("latency delays the responses of one route and no others", async () => {
  rig.sandbox.faults.add({ kind: "latency", route: postMessage, ms: 1000 });
  const answered: string[] = [];
  await Promise.all([
    send().then(() => answered.push("slow")),
    rig.bot.rest.get(`/channels/${channel}`).then(() => answered.push("fast")),
  ]);
  expect(answered).toEqual(["fast", "slow"]);
});

it("an error fault fails `times` requests, and the client retries", async () => {
  rig.sandbox.faults.add({ kind: "error", route: postMessage, status: 502, times: 1 });
  await send();
  expect(await written()).toBe(1);
  expect(rig.sandbox.faults.list()).toEqual([]);
  rig.sandbox.faults.add({ kind: "error", route: postMessage, status: 503 });
  await expect(send()).rejects.toMatchObject({ status: 503 });
});

it("drop closes the connection before the request is executed, and discord.js retries only after a reset", async () => {
  rig.sandbox.faults.add({ kind: "drop", route: postMessage, times: 1 });
  await expect(send()).rejects.not.toBeInstanceOf(DiscordAPIError);
  expect(await written()).toBe(0);
  rig.sandbox.faults.add({ kind: "drop", route: postMessage, times: 1, reset: true });
  await send();
  expect(await written()).toBe(1);
});

it("lose-reply closes the connection after the request is executed", async () => {
  rig.sandbox.faults.add({ kind: "lose-reply", route: postMessage, times: 1 });
  await expect(send()).rejects.not.toBeInstanceOf(DiscordAPIError);
  expect(await written()).toBe(1);
});

it("a retry after a lost reply writes twice, but only once with an enforced nonce", async () => {
  rig.sandbox.faults.add({ kind: "lose-reply", route: postMessage, times: 1, reset: true });
  await send({ content: "no nonce" });
  expect(await written()).toBe(2);
  rig.sandbox.faults.add({ kind: "lose-reply", route: postMessage, times: 1, reset: true });
  await send({ content: "nonce", nonce: "row-1", enforce_nonce: true });
  expect(await written()).toBe(3);
});

it("rate-limit answers with Discord's headers", async () => {
  rig.bot.rest.options.rejectOnRateLimit = () => true;
  rig.sandbox.faults.add({
    kind: "rate-limit",
    route: postMessage,
    retryAfter: 7,
    scope: "shared",
    times: 1,
  });
  const error = await send().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ scope: "shared", global: false });
  const response = await rawSend({ fault: "global" });
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("3");
  expect(response.headers.get("x-ratelimit-global")).toBe("true");
  expect(await response.json()).toMatchObject({ retry_after: 3, global: true });
});

it("missing-permission removes a permission until it is cleared", async () => {
  rig.sandbox.faults.add({ kind: "missing-permission", channelId: channel });
  await expect(send()).rejects.toMatchObject({ code: 50013, status: 403 });
  rig.sandbox.faults.add({ kind: "missing-permission", channelId: channel, permission: "ViewChannel" });
  await expect(send()).rejects.toMatchObject({ code: 50001, status: 403 });
  rig.sandbox.faults.clear();
  await send();
});

it("unknown-channel hides a channel", async () => {
  rig.sandbox.faults.add({ kind: "unknown-channel", channelId: channel });
  await expect(send()).rejects.toMatchObject({ code: 10003, status: 404 });
});

it("a fault can apply to a single channel", async () => {
  rig.sandbox.faults.add({ kind: "error", route: `POST /channels/${channel}/messages`, status: 500 });
  await expect(send()).rejects.toMatchObject({ status: 500 });
  await rig.bot.rest.post(`/channels/${await rig.channelId("general")}/messages`, { body: { content: "x" } });
});

it("the operator can add and clear faults, and an invalid fault is refused with a reason", async () => {
  const { operator } = rig;
  expect(await operator.addFault({ kind: "drop", route: postMessage })).toEqual([
    { kind: "drop", route: postMessage },
  ]);
  expect(await operator.clearFaults()).toEqual([]);
  await expect(operator.addFault({ kind: "drop", route: "nonsense" })).rejects.toThrow(
    /a route has the form/,
  );
});

async function rawSend({ fault }: { fault: "global" }) {
  rig.sandbox.faults.add({ kind: "rate-limit", route: postMessage, retryAfter: 3, scope: fault, times: 1 });
  return fetch(`${rig.sandbox.rest.api}/v10/channels/${channel}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${rig.sandbox.token}`, "content-type": "application/json" },
    body: JSON.stringify({ content: "x" }),
  });
}
