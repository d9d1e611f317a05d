import {
  ApplicationCommandCreateRequestSchema,
  MessageCreateRequestSchema,
  ModalInteractionCallbackRequestDataSchema,
} from "discord-api-spec/zod";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.js";
import { Refusal } from "../../src/sandbox/rest/refusal.js";
import { modalProblems } from "../../src/sandbox/validation/callback-limits.js";
import { commandProblems } from "../../src/sandbox/validation/command-limits.js";
import { messageSchemas } from "../../src/sandbox/validation/message-schemas.js";
import { parseBody } from "../../src/sandbox/validation/parse-body.js";
import { parseMessage } from "../../src/sandbox/validation/parse-message.js";
import { problemsOf } from "../../src/sandbox/validation/spec-problems.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ rateLimits: false, token: "TOKEN" });
});
afterAll(() => sandbox.close());

/**
 * Nearly valid bodies: known fields with any values, at all levels. Few at each level: what is tried for one grows with
 * all that is in it, and a fault shows with one beside another.
 */
const component = fc.letrec((tie) => ({
  any: fc.record(
    {
      type: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.anything()),
      id: fc.oneof(fc.integer(), fc.anything()),
      custom_id: fc.oneof(fc.string({ maxLength: 120 }), fc.anything()),
      content: fc.oneof(fc.string({ unit: "grapheme" }), fc.anything()),
      label: fc.anything(),
      style: fc.integer({ min: 0, max: 7 }),
      url: fc.oneof(fc.webUrl(), fc.string()),
      options: fc.oneof(fc.array(fc.record({ label: fc.string(), value: fc.string() })), fc.anything()),
      components: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie("any"), { maxLength: 3 })),
      accessory: fc.oneof({ maxDepth: 3 }, fc.constant(undefined), tie("any")),
    },
    { requiredKeys: [] },
  ),
}));
const message = fc.record(
  {
    content: fc.oneof(fc.string({ maxLength: 2100 }), fc.anything()),
    flags: fc.oneof(fc.constantFrom(0, 64, 32_768), fc.anything()),
    embeds: fc.oneof(fc.array(fc.record({ title: fc.string() })), fc.anything()),
    components: fc.oneof(fc.array(component.any, { maxLength: 4 }), fc.anything()),
    allowed_mentions: fc.anything(),
    nonce: fc.anything(),
  },
  { requiredKeys: [] },
);
const option = fc.letrec((tie) => ({
  any: fc.record(
    {
      type: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.anything()),
      name: fc.oneof(fc.string({ maxLength: 40 }), fc.anything()),
      description: fc.oneof(fc.string(), fc.anything()),
      required: fc.boolean(),
      choices: fc.oneof(fc.array(fc.record({ name: fc.string(), value: fc.string() })), fc.anything()),
      options: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie("any"), { maxLength: 4 })),
    },
    { requiredKeys: [] },
  ),
}));
const command = fc.record(
  {
    name: fc.oneof(fc.string(), fc.anything()),
    description: fc.oneof(fc.string(), fc.anything()),
    name_localizations: fc.anything(),
    options: fc.oneof(fc.array(option.any, { maxLength: 5 }), fc.anything()),
  },
  { requiredKeys: [] },
);

/** True if the input is accepted or refused. Other errors are thrown. */
function isJudged(judge: () => unknown): boolean {
  try {
    judge();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return JSON.stringify(error.body).length > 0;
    throw error;
  }
}

it("accepts or refuses any message", () => {
  const judge = (body: unknown) => () => parseMessage(messageSchemas.create, body, { fileCount: 0 });
  fc.assert(
    fc.property(fc.oneof(message, fc.anything()), (body) => isJudged(judge(body))),
    { numRuns: 500 },
  );
});

// Trying all branches is slow by nature.
it("validates a message by the branch of its type as by all branches in turn", { timeout: 120_000 }, () => {
  const verdict = (schema: typeof MessageCreateRequestSchema, body: unknown) => {
    const { data, error } = schema.safeParse(body);
    return error ? problemsOf(error.issues, body) : data;
  };
  fc.assert(
    fc.property(message, (body) => {
      expect(verdict(messageSchemas.create, body)).toEqual(verdict(MessageCreateRequestSchema, body));
    }),
    { numRuns: 1000 },
  );
});

it("shows the traffic even with a body that is nested too deeply", async () => {
  const deep = `${'{"content":"hi","more":'}${"[".repeat(9000)}${"]".repeat(9000)}}`;
  await fetch(`${sandbox.url}/api/v10/channels/1000000000000001000/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bot TOKEN" },
    body: deep,
  });
  expect(sandbox.traffic().at(-1)?.body).toContain("nested too deeply");
});

it("accepts or refuses any command and any form", () => {
  fc.assert(
    fc.property(fc.oneof(command, fc.anything()), (body) =>
      isJudged(() => parseBody(ApplicationCommandCreateRequestSchema, body, commandProblems)),
    ),
    { numRuns: 300 },
  );
  const form = fc.record({ custom_id: fc.string(), title: fc.string(), components: fc.array(component.any) });
  fc.assert(
    fc.property(fc.oneof(form, fc.anything()), (body) =>
      isJudged(() => parseBody(ModalInteractionCallbackRequestDataSchema, body, modalProblems)),
    ),
    { numRuns: 300 },
  );
});

it.each([
  "/api/v10/channels/1000000000000001000/messages",
  "/api/v10/applications/1000000000000000001/commands",
  "/api/v10/channels/1000000000000001004/threads",
  "/sandbox/interactions/run",
  "/sandbox/interactions/press",
  "/sandbox/world",
  "/sandbox/faults",
])("answers any JSON sent to %s without failing", async (path) => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (body) => {
      const response = await fetch(`${sandbox.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bot TOKEN" },
        body,
      });
      expect(response.status).toBeLessThan(500);
      await response.json();
    }),
    { numRuns: 40 },
  );
});

it("survives any text sent to its gateway", async () => {
  const payload = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((d) => `{"op":2,"d":${d}}`),
    fc.json().map((d) => `{"op":6,"d":${d}}`),
  );
  await fc.assert(
    fc.asyncProperty(payload, async (text) => {
      const socket = new WebSocket(sandbox.url.replace("http", "ws"));
      socket.on("open", () => socket.send(text));
      await new Promise((resolve) => {
        socket.on("message", (raw) => {
          if (!String(raw).startsWith('{"op":10')) socket.terminate();
        });
        socket.on("close", resolve);
      });
    }),
    { numRuns: 40 },
  );
  expect((await fetch(`${sandbox.url}/sandbox/world`)).status).toBe(200);
});
