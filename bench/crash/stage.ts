import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REST, Routes } from "discord.js";
import { ChannelType, MessageFlags } from "discord-api-types/v10";
import { z } from "zod";
import { createChangeLog } from "../../src/announce/change-log.js";
import { createSubscriptions } from "../../src/announce/subscriptions.js";
import type { ChangeKind } from "../../src/catalogue/change.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import { openStore } from "../../src/store/open-store.js";
import type { ChannelKind } from "../../src/store/subscription.js";
import { historyOf } from "./history-of.js";

const channelTypes = [
  { channelKind: "text", type: ChannelType.GuildText },
  { channelKind: "announcement", type: ChannelType.GuildAnnouncement },
  { channelKind: "forum", type: ChannelType.GuildForum },
] as const;
/** A paper is added, and told of once more in each of the two revisions after it. */
const kinds: readonly ChangeKind[] = ["added", "code-released", "accepted"];

const channels = z.array(z.object({ id: z.string(), name: z.string() }));
const threads = z.object({ threads: z.array(z.object({ id: z.string(), parent_id: z.string() })) });
/** The environment of a crash test: a sandbox with channels of each kind, subscriptions, and an upstream. */
export async function createStage(size: number) {
  const kindOf = (index: number) =>
    channelTypes[index % 4 === 0 ? 2 : index % 4 === 1 ? 1 : 0] ?? channelTypes[0];
  const names = Array.from({ length: size }, (_, index) => ({ name: `channel-${index}`, ...kindOf(index) }));
  const sandbox = await createSandbox({
    rateLimits: false,
    world: {
      server: "Crash test",
      bot: "Paperboy",
      people: [],
      channels: names.map(({ name, type }) => ({ name, type })),
    },
  });
  const rest = new REST({ api: sandbox.rest.api }).setToken(sandbox.token);
  const ids = new Map(
    channels.parse(await rest.get(Routes.guildChannels(sandbox.guildId))).map(({ id, name }) => [name, id]),
  );
  const folder = await mkdtemp(join(tmpdir(), "paperboy-crash-"));
  const path = join(folder, "paperboy.sqlite");
  const opened = await openStore({ path });
  if (opened.kind !== "open") throw new Error(opened.message);
  const { db } = opened.store;
  const subscriptions = createSubscriptions({
    db,
    readFilter: () => () => true,
    checkQuery: () => ({ kind: "valid" }),
  });
  const log = createChangeLog({ db, readFilter: () => () => true, list: { id: "list", isPublic: true } });
  const subscribed: { readonly id: string; readonly channelId: string; readonly channelKind: ChannelKind }[] =
    [];
  for (const { name, channelKind } of names) {
    const outcome = await subscriptions.save({
      guildId: sandbox.guildId,
      channelId: ids.get(name) ?? "",
      channelKind,
      query: "",
      kinds,
      cadence: { kind: "at once" },
      mentionRoleId: null,
      thread: channelKind !== "forum",
      publish: channelKind === "announcement",
      quiet: false,
      tags: [],
    });
    if (outcome.kind !== "created") throw new Error(`${name}: ${outcome.kind}`);
    subscribed.push(outcome.subscription);
  }

  const expected = new Set<string>();
  /** The papers of each revision, the newest first. */
  const added: (readonly Paper[])[] = [];

  return {
    sandbox,
    path,
    db,

    /** Records a revision that adds this many papers and changes those of the two before it. */
    async change(count: number): Promise<void> {
      const before = (await log.load())?.revision.sha ?? null;
      const number = added.length + 1;
      const sha = number.toString(16).padStart(40, "0");
      added.unshift(Array.from({ length: count }, (_, index) => paperNamed(`r${number}p${index}`)));
      const changes = kinds.flatMap((kind, age) =>
        (added[age] ?? []).map((paper) => ({ kind, paper, before: null })),
      );
      const revision = { sha, date: new Date().toISOString(), url: null };
      const step = {
        revision,
        changes,
        learned: [],
        mode: "announcements",
      } as const;
      if (!(await log.commit(before, [step], [{ path: "README.md", markdown: "" }])))
        throw new Error("the cursor has moved");
      for (const { id } of subscribed) {
        for (const { paper, kind } of changes) expected.add(`${id} ${paper.id} ${kind}`);
      }
    },

    /** Reads every channel as the bot sees it, and counts. */
    async count(): Promise<Counts> {
      const seen = new Map<string, number>();
      /** Where each paper of a subscription was told of: a post, or a message's thread. */
      const places = new Map<string, Set<string>>();
      const { threads: open } = threads.parse(await rest.get(Routes.guildActiveThreads(sandbox.guildId)));
      const opened = new Set(open.map(({ id }) => id));
      const perKind = new Map<ChannelKind, number>();
      let withoutThread = 0;
      let unpublished = 0;
      let replies = 0;
      for (const { channelId, channelKind } of subscribed) {
        const inside = open.filter((one) => one.parent_id === channelId).map(({ id }) => id);
        for (const source of channelKind === "forum" ? inside : [channelId, ...inside]) {
          for (const message of await historyOf(rest, source)) {
            if (message.content === "") continue;
            const place = source === channelId ? message.id : source;
            perKind.set(channelKind, (perKind.get(channelKind) ?? 0) + 1);
            const lines = message.content.split("\n");
            for (const line of lines) seen.set(line, (seen.get(line) ?? 0) + 1);
            // A digest is no paper's post.
            if (lines.length === 1) {
              const paper = message.content.slice(0, message.content.lastIndexOf(" "));
              places.set(paper, (places.get(paper) ?? new Set()).add(place));
            }
            if (message.id !== place) replies += 1;
            else if (channelKind !== "forum" && !opened.has(place)) withoutThread += 1;
            if (source === channelId && channelKind === "announcement")
              unpublished += (message.flags & MessageFlags.Crossposted) === 0 ? 1 : 0;
          }
        }
      }
      return {
        expected: expected.size,
        once: [...expected].filter((line) => seen.get(line) === 1).length,
        missing: [...expected].filter((line) => !seen.has(line)).length,
        repeated: [...seen.values()].filter((count) => count > 1).length,
        foreign: [...seen.keys()].filter((line) => !expected.has(line)).length,
        messages: Object.fromEntries(perKind),
        replies,
        apart: [...places.values()].filter(({ size }) => size > 1).length,
        withoutThread,
        unpublished,
      };
    },

    async close(): Promise<void> {
      await opened.store.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What is in the channels, compared with what should be: one line of each (subscription, paper, kind). */
export interface Counts {
  readonly expected: number;
  readonly once: number;
  readonly missing: number;
  readonly repeated: number;
  /** Unexpected lines: a sign that the count itself is wrong. */
  readonly foreign: number;
  readonly messages: Readonly<Partial<Record<ChannelKind, number>>>;
  /** Messages in a post or thread that another message has opened. */
  readonly replies: number;
  /** Papers that one subscription told of in more than one post or thread. */
  readonly apart: number;
  readonly withoutThread: number;
  readonly unpublished: number;
}

function paperNamed(id: string): Paper {
  return {
    id,
    title: id,
    venue: "ICLR",
    year: 2026,
    links: [],
    arxivId: null,
    authors: null,
    tags: [],
    line: 1,
  };
}
