import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator } from "../../src/sandbox/create-operator.js";
import { messageOf, type Paperboy, startPaperboy } from "../paperboy.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

const channels = ["general", "papers", "reading-group"];
const send = "POST /channels/:id/messages";
let upstream: Upstream;
let paperboy: Paperboy;

beforeEach(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list("Alpha Networks") });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
  for (const channel of channels) {
    const ada = paperboy.person("Ada", channel);
    await ada.press(messageOf(await ada.run("subscribe")), "Save");
  }
});
afterEach(async () => {
  await paperboy.stop();
  upstream.remove();
});

/** Resolves when the bot has begun to send. */
async function sending(): Promise<void> {
  const operator = createOperator(paperboy.sandbox.url);
  for (let tries = 0; tries < 400; tries++) {
    const [fault] = await operator.faults();
    if (fault === undefined) return;
    await sleep(25);
  }
  throw new Error("nothing was sent");
}

/** How often the paper was announced in each channel, once it was in all of them. */
async function announcements(title: string): Promise<number[]> {
  for (let tries = 0; ; tries++) {
    const counts = await Promise.all(
      channels.map(async (channel) => {
        const messages = await paperboy.person("Ada", channel).read();
        return messages.filter(
          (message) => JSON.stringify(message).includes(title) && message.only_for === undefined,
        ).length;
      }),
    );
    if (tries > 1200 || counts.every((count) => count > 0)) return counts;
    await sleep(50);
  }
}

describe("a bot that is stopped while it announces", () => {
  test("settles what is being sent, and the rest is announced after the next start, each once", async () => {
    paperboy.sandbox.faults.add({ kind: "latency", route: send, ms: 1_500, times: channels.length });
    upstream.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
    await paperboy.check();
    await sending();
    await paperboy.halt();
    await paperboy.restart();
    expect(await announcements("Beta Methods")).toEqual(channels.map(() => 1));
  });

  test("gives up requests that hang, and is stopped within ten seconds; nothing is announced twice", async () => {
    paperboy.sandbox.faults.add({ kind: "latency", route: send, ms: 25_000, times: channels.length });
    upstream.commit({ "README.md": list("Alpha Networks", "Beta Methods") });
    await paperboy.check();
    await sending();
    const start = performance.now();
    await paperboy.halt();
    // It gives up after seven seconds; a busy machine may need some more to settle them.
    expect(performance.now() - start).toBeLessThan(10_000);
    await paperboy.restart();
    expect(await announcements("Beta Methods")).toEqual(channels.map(() => 1));
  });
});
