import SqliteDatabase from "better-sqlite3";
import { REST, Routes } from "discord.js";
import { z } from "zod";
import type { Sandbox } from "../../src/sandbox/create-sandbox.js";
import { changeKind } from "../../src/store/changes.js";
import { announcementPath } from "../../src/views/announcement-view.js";
import { historyOf, type SeenMessage } from "../crash/history-of.js";
import { type ExpectedChange, unwanted } from "./maintainer.js";
import { subscriberOf } from "./subscribers.js";

/** What is in the channels, compared with what should be: one for each channel and change that one of its subscriptions wants. */
export interface Counts {
  readonly messages: number;
  readonly expected: number;
  readonly once: number;
  readonly missing: readonly string[];
  readonly repeated: readonly string[];
  readonly foreign: readonly string[];
  /** Announcements whose text does not name the papers that they are about. */
  readonly garbled: readonly string[];
  /** Of the refused title: within a digest that does not show it, and not sent. */
  readonly unwantedSent: number;
  readonly unwantedKept: number;
}

const subscriptionRows = z.array(z.object({ id: z.string(), channel_id: z.string(), query: z.string() }));
const deliveryRows = z.array(
  z.object({
    subscription_id: z.string(),
    message_id: z.string().nullable(),
    kind: changeKind,
    paper: z.string().transform((json) => z.object({ title: z.string() }).parse(JSON.parse(json))),
  }),
);
const threads = z.object({ threads: z.array(z.object({ id: z.string(), parent_id: z.string() })) });
/** The titles that a digest shows. */
const maxShown = 8;
const marker = new RegExp(`${announcementPath.at({ page: 0, id: "ID" }).replace("ID", "([\\w-]+)")}`);
const notice = /^Announcements for <#/;

/** Reads every channel as the bot sees it. @param channels names by id */
export async function countAnnouncements(
  sandbox: Sandbox,
  databaseFile: string,
  channels: ReadonlyMap<string, string>,
  changes: readonly ExpectedChange[],
): Promise<Counts> {
  const { subscriptions, deliveries } = readDatabase(databaseFile);
  const expected = new Set<string>();
  const unwantedKeys = new Set<string>();
  const channelOf = new Map(subscriptions.map(({ id, channel_id }) => [id, channel_id]));
  for (const { channel_id, query } of subscriptions) {
    const subscriber = subscriberOf(channels.get(channel_id) ?? "", query);
    if (subscriber === null) throw new Error(`Nobody is subscribed to "${query}" in ${channel_id}`);
    for (const change of changes.filter(subscriber.wants))
      (change.title.startsWith(unwanted) ? unwantedKeys : expected).add(
        `${channel_id} ${change.kind} ${change.title}`,
      );
  }

  const seen = new Map<string, number>();
  const foreign: string[] = [];
  const garbled: string[] = [];
  const messages = await readMessages(sandbox, [...channels.keys()]);
  for (const message of messages) {
    const id = marker.exec(JSON.stringify(message.components))?.[1];
    if (id === undefined) {
      if (!notice.test(message.content)) foreign.push(message.content.slice(0, 80));
      continue;
    }
    const content = deliveries.filter(({ message_id }) => message_id === id);
    if (content.length === 0) foreign.push(`message ${id} announces nothing`);
    const text = JSON.stringify([message.content, message.embeds]);
    const shown = content.filter(({ paper }) => text.includes(paper.title)).length;
    if (shown < Math.min(content.length, maxShown)) garbled.push(text.slice(0, 200));
    for (const { subscription_id, kind, paper } of content) {
      const key = `${channelOf.get(subscription_id)} ${kind} ${paper.title}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const sent = new Set(seen.keys());
  return {
    messages: messages.length,
    expected: expected.size,
    once: [...expected].filter((key) => seen.get(key) === 1).length,
    missing: [...expected].filter((key) => !sent.has(key)),
    repeated: [...seen].filter(([, count]) => count > 1).map(([key]) => key),
    foreign: [...foreign, ...[...sent].filter((key) => !expected.has(key) && !unwantedKeys.has(key))],
    garbled,
    unwantedSent: [...unwantedKeys].filter((key) => sent.has(key)).length,
    unwantedKept: [...unwantedKeys].filter((key) => !sent.has(key)).length,
  };
}

function readDatabase(databaseFile: string) {
  const db = new SqliteDatabase(databaseFile, { readonly: true });
  const subscriptions = subscriptionRows.parse(
    db.prepare("select id, channel_id, query from subscriptions").all(),
  );
  const deliveries = deliveryRows.parse(
    db
      .prepare(
        "select deliveries.subscription_id, deliveries.message_id, deliveries.kind, changes.paper from deliveries join changes on changes.id = deliveries.change_id",
      )
      .all(),
  );
  db.close();
  return { subscriptions, deliveries };
}

/** The messages of the channels and of the posts in them. */
async function readMessages(sandbox: Sandbox, channels: readonly string[]): Promise<readonly SeenMessage[]> {
  const rest = new REST({ api: sandbox.rest.api }).setToken(sandbox.token);
  const open = threads.parse(await rest.get(Routes.guildActiveThreads(sandbox.guildId))).threads;
  const posts = open.filter(({ parent_id }) => channels.includes(parent_id)).map(({ id }) => id);
  const all: SeenMessage[] = [];
  const ids = new Set<string>();
  for (const channel of [...channels, ...posts]) {
    // A forum has no messages itself, and a thread under a message begins with that message.
    const history = await historyOf(rest, channel).catch(() => []);
    for (const message of history) {
      if (ids.has(message.id) || (message.content === "" && JSON.stringify(message.components) === "[]"))
        continue;
      ids.add(message.id);
      all.push(message);
    }
  }
  return all;
}
