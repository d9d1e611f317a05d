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
  let revisions = 0;

  return {
    sandbox,
    path,
    db,

    /** Records a revision with this many changes, whose kinds alternate. */
    async change(count: number): Promise<void> {
      const before = (await log.load())?.revision.sha ?? null;
      revisions += 1;
      const sha = revisions.toString(16).padStart(40, "0");
      const papers = Array.from({ length: count }, (_, index) => paperNamed(`r${revisions}p${index}`));
      const changes = papers.map((paper, index) => ({
        kind: kinds[index % kinds.length] ?? "added",
        paper,
        before: null,
      }));
      const revision = { sha, date: new Date().toISOString(), url: null };
      const step = {
        revision,
        files: [{ path: "README.md", markdown: "" }],
        changes,
        learned: [],
        mode: "announcements",
      } as const;
      if (!(await log.commit(before, [step]))) throw new Error("the cursor has moved");
      for (const { id } of subscribed) {
        for (const { paper, kind } of changes) expected.add(`${id} ${paper.id} ${kind}`);
      }
    },

    /** Reads every channel as the bot sees it, and counts. */
    async count(): Promise<Counts> {
      const seen = new Map<string, number>();
      const { threads: open } = threads.parse(await rest.get(Routes.guildActiveThreads(sandbox.guildId)));
      const opened = new Set(open.map(({ id }) => id));
      const perKind = new Map<ChannelKind, number>();
      let withoutThread = 0;
      let unpublished = 0;
      for (const { channelId, channelKind } of subscribed) {
        const from =
          channelKind === "forum"
            ? open.filter((one) => one.parent_id === channelId).map(({ id }) => id)
            : [channelId];
        for (const source of from) {
          for (const message of await historyOf(rest, source)) {
            if (message.content === "") continue;
            perKind.set(channelKind, (perKind.get(channelKind) ?? 0) + 1);
            for (const line of message.content.split("\n")) seen.set(line, (seen.get(line) ?? 0) + 1);
            if (channelKind !== "forum" && !opened.has(message.id)) withoutThread += 1;
            if (channelKind === "announcement" && (message.flags & MessageFlags.Crossposted) === 0)
              unpublished += 1;
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
