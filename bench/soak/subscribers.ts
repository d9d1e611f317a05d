import { ChannelType } from "discord-api-types/v10";
import type { Person } from "../../src/sandbox/person.js";
import { topics } from "./made-up-titles.js";
import type { ExpectedChange } from "./maintainer.js";

interface Subscriber {
  readonly channel: string;
  readonly query: string;
  readonly options: Readonly<Record<string, string | boolean>>;
  readonly wants: (change: ExpectedChange) => boolean;
}

export const announcingChannels = [
  { name: "papers" },
  { name: "threads" },
  { name: "digests" },
  { name: "news", type: ChannelType.GuildAnnouncement },
  { name: "talk", type: ChannelType.GuildForum },
] as const;

const all = () => true;
const about = (topic: string) => ({
  query: topic,
  wants: ({ title }: ExpectedChange) => title.includes(topic),
});

/** Who is subscribed to what. */
const subscribers: readonly Subscriber[] = [
  { channel: "papers", query: "", options: {}, wants: all },
  { channel: "papers", options: {}, ...about(topics[0]) },
  { channel: "threads", options: { thread: true }, ...about(topics[1]) },
  {
    channel: "threads",
    query: "year:2026",
    options: { cadence: "daily at 9" },
    wants: ({ year }) => year === 2026,
  },
  { channel: "digests", query: "", options: { cadence: "weekly on Monday at 9" }, wants: all },
  { channel: "digests", options: { cadence: "daily at 18" }, ...about(topics[3]) },
  { channel: "news", options: { publish: true }, ...about(topics[2]) },
  { channel: "news", query: "has:code", options: {}, wants: ({ kind }) => kind === "code-released" },
  { channel: "talk", options: {}, ...about(topics[1]) },
  { channel: "talk", query: "", options: { cadence: "daily at 9" }, wants: all },
];

/** Subscribes with the bot's own commands. @param channels ids by name */
export async function subscribeAll(admin: Person, channels: ReadonlyMap<string, string>): Promise<void> {
  for (const { channel, query, options } of subscribers) {
    const id = channels.get(channel) ?? "";
    const preview = await admin.run("subscribe", {
      ...options,
      channel: id,
      ...(query !== "" && { query }),
    });
    if (preview.kind !== "message") throw new Error(`/subscribe in ${channel}: ${JSON.stringify(preview)}`);
    const saved = await admin.press(preview.message, "Save");
    if (saved.kind === "failed" || saved.kind === "modal")
      throw new Error(`Save in ${channel}: ${JSON.stringify(saved)}`);
  }
}

/** The subscriber with this channel and filter. */
export function subscriberOf(channel: string, query: string): Subscriber | null {
  return subscribers.find((one) => one.channel === channel && one.query === query) ?? null;
}
