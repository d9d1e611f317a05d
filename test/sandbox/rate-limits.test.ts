import { expect, it } from "vitest";
import { createRateLimits } from "../../src/sandbox/rest/rate-limits.js";
import { noContent, type Route } from "../../src/sandbox/rest/route.js";
import { createRig } from "./support.js";

const route = (more: Partial<Route> = {}): Route => ({
  method: "POST",
  path: "/channels/:channel/messages",
  access: "bot",
  limit: { requests: 2, seconds: 5 },
  handle: () => noContent,
  ...more,
});
const inChannel = (id: string) => (name: string) => (name === "channel" ? id : undefined);

it("counts down, refuses, and starts again with the next window", () => {
  let now = 0;
  const limits = createRateLimits(() => now);
  const take = () => limits.take(route(), inChannel("1"));
  expect(take()).toMatchObject({ kind: "allowed", headers: { "x-ratelimit-remaining": "1" } });
  expect(take()).toMatchObject({ kind: "allowed", headers: { "x-ratelimit-remaining": "0" } });
  now = 2000;
  expect(take()).toMatchObject({ kind: "limited", retryAfter: 3, global: false });
  now = 5000;
  expect(take()).toMatchObject({ kind: "allowed" });
});

it("counts each channel separately, under the same bucket id", () => {
  const limits = createRateLimits(() => 0);
  const first = limits.take(route(), inChannel("1"));
  limits.take(route(), inChannel("1"));
  const other = limits.take(route(), inChannel("2"));
  expect(other).toMatchObject({ kind: "allowed", headers: { "x-ratelimit-remaining": "1" } });
  expect(other.headers["x-ratelimit-bucket"]).toBe(first.headers["x-ratelimit-bucket"]);
});

it("allows 50 requests a second on all routes together, except exempt ones", () => {
  const limits = createRateLimits(() => 0);
  for (let index = 0; index < 50; index += 1) limits.take(route(), inChannel(`${index}`));
  expect(limits.take(route(), inChannel("next"))).toMatchObject({ kind: "limited", global: true });
  const exempt = route({ limit: { requests: 1, seconds: 1, exempt: true } });
  expect(limits.take(exempt, inChannel("next"))).toMatchObject({ kind: "allowed" });
});

it("makes discord.js wait for its buckets, so that nothing is refused", async () => {
  const rig = await createRig({ rateLimits: true });
  const path = `/channels/${await rig.channelId("papers")}/messages` as const;
  await Promise.all(
    Array.from({ length: 6 }, (_, index) => rig.bot.rest.post(path, { body: { content: `${index}` } })),
  );
  const statuses = rig.sandbox
    .traffic()
    .flatMap(({ name, status }) => (name.startsWith("POST /channels") ? status : []));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
  await rig.close();
});
