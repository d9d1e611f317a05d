import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/announce/messenger.js";
import { outcomeOf } from "../../src/announce/outcome-of.js";
import { failure } from "./support.js";

test("a posted message is done", () => {
  expect(outcomeOf({ kind: "posted", channelId: "1", messageId: "2" })).toEqual({
    kind: "done",
    channelId: "1",
    messageId: "2",
  });
});

describe("responses of Discord", () => {
  const cases: readonly (readonly [string, Partial<Failure>, string])[] = [
    ["unknown channel", { status: 404, code: 10003 }, "channel gone"],
    ["unknown server", { status: 404, code: 10004 }, "channel gone"],
    ["missing access", { status: 403, code: 50001 }, "permission missing"],
    ["missing permissions", { status: 403, code: 50013 }, "permission missing"],
    ["a channel of another kind", { status: 400, code: 50024 }, "permission missing"],
    ["a locked thread", { status: 400, code: 160005 }, "permission missing"],
    ["a forum that asks for a tag", { status: 400, code: 40067 }, "retry"],
    ["another refusal by Discord", { status: 403, code: 20001 }, "permission missing"],
    ["a thread that exists already", { status: 400, code: 160004 }, "done"],
    ["published already", { status: 400, code: 40033 }, "done"],
    ["an enforced nonce whose message was deleted", { status: 404, code: 10008 }, "done"],
    ["an invalid body", { status: 400, code: 50035 }, "refused"],
    ["an interaction that was answered", { status: 400, code: 40060 }, "refused"],
    ["blocked by the server's AutoMod", { status: 400, code: 200000 }, "refused"],
    ["a route that does not exist", { status: 404, code: 0 }, "refused"],
    ["a body too large", { status: 413, code: 40005 }, "refused"],
    ["a rate limit", { status: 429, retryAfter: 1500 }, "retry"],
    ["a resource under load", { status: 503, code: 130000 }, "retry"],
    ["slow mode", { status: 400, code: 20016 }, "retry"],
    ["too many open threads", { status: 400, code: 160006 }, "retry"],
    ["a token that is not accepted", { status: 401, code: 0 }, "retry"],
    ["a page of a proxy or Cloudflare", { status: 403, code: null }, "unknown"],
    ["a proxy's 401", { status: 401, code: null }, "unknown"],
    ["a proxy's 400", { status: 400, code: null }, "unknown"],
    ["a proxy's 404", { status: 404, code: null }, "unknown"],
    ["a proxy's 407", { status: 407, code: "proxy" }, "unknown"],
    ["a body too large for a proxy", { status: 413, code: null }, "unknown"],
    ["Cloudflare in Discord's words", { status: 403, code: 40333 }, "unknown"],
    ["links that Discord filters", { status: 403, code: 240000 }, "refused"],
    ["AutoMod, as 403", { status: 403, code: 200000 }, "refused"],
    ["a title that AutoMod refuses", { status: 403, code: 200001 }, "refused"],
    ["an invalid body, as 403", { status: 403, code: 50035 }, "refused"],
    ["500", { status: 500, code: 0 }, "unknown"],
    ["502", { status: 502 }, "unknown"],
    ["503", { status: 503 }, "unknown"],
    ["504", { status: 504 }, "unknown"],
    ["520 of Cloudflare", { status: 520 }, "unknown"],
    ["408", { status: 408 }, "unknown"],
  ];
  test.each(cases)("%s: %j is %s", (_name, facts, kind) => {
    expect(outcomeOf(failure(facts)).kind).toBe(kind);
  });
});

test("a refusal of the content says so, any other does not", () => {
  expect(outcomeOf(failure({ status: 403, code: 240000 }))).toMatchObject({ isContent: true });
  expect(outcomeOf(failure({ status: 400, code: 50035 }))).toMatchObject({ isContent: true });
  expect(outcomeOf(failure({ status: 404, code: 0 }))).toMatchObject({ isContent: false });
});

describe("a missing permission", () => {
  const missing = failure({ status: 403, code: 50013 });
  test.each([
    ["send", /View Channel, Send Messages and Embed Links/],
    ["thread", /Create Public Threads/],
    ["publish", /Manage Messages/],
  ] as const)("is named by what was asked: %s", (action, reason) => {
    expect(outcomeOf(missing, action)).toMatchObject({ reason: expect.stringMatching(reason) });
  });

  test("is named exactly where it is known", () => {
    expect(outcomeOf(missing, "send", ["Embed Links"])).toMatchObject({
      reason: "a permission is missing: the bot needs Embed Links",
    });
  });
});

test("a rate limit without a time is not repeated at once", () => {
  expect(outcomeOf(failure({ status: 429, retryAfter: 0 }))).toMatchObject({ kind: "retry", after: 60_000 });
});

describe("no response", () => {
  test.each([
    "ECONNRESET",
    "EPIPE",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
    "AbortError",
    "TimeoutError",
    null,
  ])("after %s the outcome is unknown", (code) => {
    expect(outcomeOf(failure({ code })).kind).toBe("unknown");
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])(
    "after %s the request can be repeated: it was not sent",
    (code) => {
      expect(outcomeOf(failure({ code }))).toMatchObject({ kind: "retry", everything: false });
    },
  );
});

test("a rate limit is retried when Discord says, and a global one stops all requests", () => {
  expect(outcomeOf(failure({ status: 429, retryAfter: 1500 }))).toMatchObject({
    after: 1500,
    everything: false,
  });
  expect(outcomeOf(failure({ status: 429, retryAfter: 9000, global: true }))).toMatchObject({
    after: 9000,
    everything: true,
  });
});

test("a rejected token stops all requests: after 10,000 such responses Discord blocks the machine", () => {
  expect(outcomeOf(failure({ status: 401, code: 0 }))).toMatchObject({ kind: "retry", everything: true });
});
