import { expect, test } from "vitest";
import { watchResponses } from "../../src/announce/watch-responses.js";

/** Responses on a clock of the test's own. */
function rig(limit = 3) {
  const clock = { now: 0 };
  const responses = watchResponses({ limit, now: () => clock.now });
  const answer = (status: number, headers: Record<string, string> = {}, route = "/channels/:id/messages") =>
    responses.read({ route, status, header: (name) => headers[name] ?? null });
  return { clock, responses, answer };
}

test("403 and 429 are counted over ten minutes, and sending pauses until the oldest is past", () => {
  const { clock, responses, answer } = rig();
  answer(403);
  clock.now = 60_000;
  answer(429);
  expect(responses.brakedFor()).toBe(0);
  answer(403);
  expect(responses.brakedFor()).toBe(540_000);
  clock.now = 600_000;
  expect(responses.brakedFor()).toBe(0);
});

test("a rate limit of a shared resource, and any other answer, does not count", () => {
  const { responses, answer } = rig();
  for (let count = 0; count < 10; count++) {
    answer(429, { "x-ratelimit-scope": "shared" });
    answer(404);
    answer(500);
    answer(200);
  }
  expect(responses.brakedFor()).toBe(0);
});

test("the 401 of a proxy's page does not stop sending", () => {
  const { responses, answer } = rig();
  answer(401, { "content-type": "text/html" });
  answer(401);
  expect(responses.brakedFor()).toBe(0);
});

test("one 401 stops sending at once; that of an interaction's own token does not", () => {
  const { responses, answer } = rig();
  const json = { "content-type": "application/json" };
  answer(401, json, "/webhooks/:id/:token");
  answer(401, json, "/interactions/:id/:token/callback");
  expect(responses.brakedFor()).toBe(0);
  answer(401, json);
  expect(responses.brakedFor()).toBe(600_000);
});

test("Discord's clock goes on between answers, and an answer without a date changes nothing", () => {
  const { clock, responses, answer } = rig();
  expect(responses.time()).toBeNull();
  answer(200, { date: "Wed, 25 Nov 2026 12:00:00 GMT" });
  clock.now = 1_500;
  answer(200, { date: "soon" });
  expect(new Date(responses.time() ?? 0).toISOString()).toBe("2026-11-25T12:00:01.500Z");
});
