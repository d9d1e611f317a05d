import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { z } from "zod";
import { type App, startApp } from "../src/app/start-app.js";
import { readData } from "../src/config/data.js";
import { parseConfig } from "../src/config/read-config.js";
import { readListSources } from "../src/config/read-list-sources.js";
import { createPerson } from "../src/sandbox/create-person.js";
import { createSandbox, type Sandbox } from "../src/sandbox/create-sandbox.js";
import type { Person } from "../src/sandbox/person.js";
import type { Answer, Message } from "../src/sandbox/protocol.js";
import { databaseSettings, writeEmptyFile } from "./support/database.js";
import { reader } from "./upstream/fixture.js";

const data = readData();
/** Milliseconds. */
const maxUsualStart = 4_000;

/** The whole bot, the real discord.js client in it, in a sandbox of its own. */
export interface Paperboy {
  readonly sandbox: Sandbox;
  /** What the bot has logged. */
  readonly logged: string[];
  readonly databaseFile: string;
  readonly person: (name: string, channel?: string) => Person;
  /** Looks upstream now. */
  readonly check: () => Promise<void>;
  /** Stops the bot and starts it again, as after a crash: only its database survives. */
  readonly restart: () => Promise<void>;
  /** Stops the bot alone, as SIGTERM does; `restart` starts it again. */
  readonly halt: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The sentence with which it has to end. */
  readonly ended: () => Promise<string>;
}

/**
 * Starts it with the default list, or with a list of the test's own.
 *
 * @param prepare what is done to the sandbox before the bot starts
 */
export async function startPaperboy(
  settings: Record<string, string> = {},
  list?: string,
  prepare: (sandbox: Sandbox) => void = () => {},
): Promise<Paperboy> {
  const sandbox = await createSandbox({ port: 0 });
  prepare(sandbox);
  const logged: string[] = [];
  const log = pino({ base: null }, { write: (line) => void logged.push(line) });
  const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
  const listFile = list === undefined ? {} : { LIST_FILE: await writeList(folder, list) };
  const databaseFile = join(folder, "paperboy.sqlite");
  await writeEmptyFile(databaseFile);
  const config = parseConfig({
    DATABASE_FILE: databaseFile,
    ...(await databaseSettings()),
    OPERATOR_GUILD_ID: sandbox.guildId,
    // A test fetches from a server of its own.
    DETAILS: "false",
    ...listFile,
    ...settings,
  });
  const environment = { PATH: process.env.PATH };
  const sources = await readListSources(config);
  const deps = { config, sources, data, reader, log, discord: sandbox, environment, allowFile: true };
  async function begin(): Promise<App> {
    const startedAt = performance.now();
    const app = await startApp(deps);
    // A busy machine needs longer for its lists than a start waits for them.
    if (performance.now() - startedAt > maxUsualStart) await app.check();
    return app;
  }
  let app = await begin();
  let isHalted = false;
  async function halt(): Promise<void> {
    if (!isHalted) await app.stop();
    isHalted = true;
  }
  return {
    sandbox,
    logged,
    databaseFile,
    person: (id, channel = "papers") => createPerson({ url: sandbox.url, id, channel }),
    check: () => app.check(),
    ended: () => app.ended,
    halt,
    async restart() {
      await halt();
      app = await begin();
      isHalted = false;
    },
    async stop() {
      await halt();
      await sandbox.close();
    },
  };
}

async function writeList(folder: string, list: string): Promise<string> {
  const file = join(folder, "README.md");
  await writeFile(file, list);
  return file;
}

/** A pending answer once it shows `until`. */
export async function later(person: Person, message: Message, until: RegExp): Promise<Message> {
  for (let wait = 0; wait < 200; wait++) {
    const now = (await person.read()).find(({ id }) => id === message.id);
    if (now && until.test(textOf(now))) return now;
    await sleep(50);
  }
  throw new Error(`never came: ${until}`);
}

/** The message of an answer that is one; a test fails here with what came instead. */
export function messageOf(answer: Answer): Message {
  if (answer.kind === "message" || answer.kind === "update") return answer.message;
  throw new Error(`expected a message, got ${JSON.stringify(answer)}`);
}

/** All text that a message shows, a line a component. */
export function textOf(message: Message): string {
  return [message.content, ...fieldsOf(message, "content")].join("\n");
}

/** The labels of a message's buttons, those that can not be pressed in brackets. */
export function buttonsOf(message: Message): string[] {
  return partsOf(message).flatMap((part) =>
    part.type === 2 ? [part.disabled === true ? `(${part.label})` : String(part.label)] : [],
  );
}

/** The rows that one press opens: their texts, and the custom_ids of the buttons beside them. */
export function rowsOf(message: Message): { readonly text: string; readonly customId: string }[] {
  return partsOf(message).flatMap(({ type, components, accessory }) =>
    type === 9 ? [{ text: textIn(components), customId: customIdIn(accessory) }] : [],
  );
}

function textIn(components: unknown): string {
  return z
    .array(z.object({ content: z.string() }))
    .parse(components)
    .map(({ content }) => content)
    .join("\n");
}

function customIdIn(accessory: unknown): string {
  return z.object({ custom_id: z.string() }).parse(accessory).custom_id;
}

/** The options of a message's menus. */
export function optionsOf(message: Message): { label: string; value: string }[] {
  return partsOf(message).flatMap((part) =>
    part.type === 3 && Array.isArray(part.options) ? part.options : [],
  );
}

/** The custom_ids of a message's buttons and menus, and the values of its menus, which are custom_ids often. */
export function customIdsOf(message: Message): string[] {
  return [
    ...fieldsOf(message, "custom_id"),
    ...rowsOf(message).map(({ customId }) => customId),
    ...optionsOf(message).map(({ value }) => value),
  ];
}

/** The URLs of a message's link buttons. */
export function linksOf(message: Message): string[] {
  return fieldsOf(message, "url");
}

function fieldsOf(message: Message, field: string): string[] {
  return partsOf(message).flatMap((part) => (typeof part[field] === "string" ? [part[field]] : []));
}

/** Every component of a message, nested ones too, in the order in which they are shown. */
function partsOf(message: Message): Record<string, unknown>[] {
  const parts: Record<string, unknown>[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      parts.push({ ...value });
      if ("components" in value) visit(value.components);
    }
  };
  visit(message.components);
  return parts;
}
