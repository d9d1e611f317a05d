import { afterEach, beforeEach, expect, test } from "vitest";
import { loadAnnouncement } from "../../src/announce/announcement.js";
import { createChangeLog } from "../../src/announce/change-log.js";
import { explainDeliveries } from "../../src/announce/explain-deliveries.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { loadHistory } from "../../src/store/changes.js";
import { sweepHistory } from "../../src/store/sweep-history.js";
import { createRig, guildId, paper, readFilter } from "../announce/support.js";

const year = 365 * 86_400_000;
let rig: Awaited<ReturnType<typeof createRig>>;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

/** A year passes, and the history is swept. */
async function sweep(): Promise<number> {
  rig.clock.now += 2 * year;
  return await sweepHistory(rig.db, rig.clock.now - year);
}

async function counts() {
  const count = async (table: "changes" | "revisions" | "messages" | "deliveries" | "pastDeliveries") =>
    (await rig.db.selectFrom(table).selectAll().execute()).length;
  return {
    changes: await count("changes"),
    revisions: await count("revisions"),
    messages: await count("messages"),
    deliveries: await count("deliveries"),
    past: await count("pastDeliveries"),
  };
}
const explain = (one: Paper) =>
  explainDeliveries(rig.db, guildId, one, { lists: ["list", "other"], readFilter });

test("what is old and finished is deleted, in batches; known papers, the cursor and what is newer stay", async () => {
  await rig.subscribe();
  const papers = Array.from({ length: 450 }, (_, index) => paper(`${index}`.padStart(4, "n")));
  await rig.change("added", papers);
  await rig.change("edited", papers.slice(0, 5));
  await rig.later(1000);
  const [message] = rig.discord.posted;
  expect(await sweepHistory(rig.db, rig.clock.now - year)).toBe(0);
  const state = async () => [await rig.log.load(), await rig.log.loadKnownPapers()];
  const before = await state();
  await sweep();
  expect(await counts()).toEqual({ changes: 0, revisions: 0, messages: 0, deliveries: 0, past: 450 });
  expect(await state()).toEqual(before);
  expect(await loadAnnouncement(rig.db, message?.marker ?? "")).toBeNull();
  await rig.change("added", [paper("Newer")]);
  await sweepHistory(rig.db, rig.clock.now - year);
  expect(await loadHistory(rig.db, { lists: ["list"] })).toHaveLength(1);
  await rig.later(1000);
  expect(rig.discord.posted).toHaveLength(2);
});

test("what was announced is never announced again, neither by its list nor by another one", async () => {
  const one = paper("Announced long ago");
  await rig.subscribe();
  await rig.change("added", [one]);
  await rig.later(1000);
  await sweep();
  await rig.change("added", [one]);
  const other = createChangeLog({
    db: rig.db,
    readFilter,
    list: { id: "other", isPublic: true },
    now: () => rig.clock.now,
  });
  const revision = { sha: "f".repeat(40), date: new Date(rig.clock.now).toISOString(), url: null };
  await other.commit(
    null,
    [
      {
        revision,
        changes: [{ kind: "added", paper: one, before: null }],
        learned: [],
        mode: "announcements",
      },
    ],
    [{ path: "README.md", markdown: "" }],
  );
  await rig.later(1000);
  expect(rig.discord.posted).toHaveLength(1);
  expect((await explain(one))[0]).toMatchObject({ isPast: true });
  expect((await explain(paper("Never announced")))[0]).toMatchObject({ isPast: false, changes: [] });
});

test("what is pending stays, however old, and is announced in the end", async () => {
  const { id } = await rig.subscribe();
  await rig.subscriptions.pause(guildId, id);
  await rig.change("added", [paper("One"), paper("Two")]);
  await sweep();
  expect(await counts()).toMatchObject({ changes: 2, revisions: 1, deliveries: 2, past: 0 });
  await rig.subscriptions.resume(guildId, id);
  await rig.later(1000);
  expect(rig.discord.posted.flatMap(({ lines }) => lines)).toHaveLength(2);
});

test("a removed subscription takes what it was sent long ago with it", async () => {
  const { id } = await rig.subscribe();
  await rig.change("added", [paper("One")]);
  await rig.later(1000);
  await sweep();
  await rig.subscriptions.remove(guildId, id);
  expect(await counts()).toMatchObject({ past: 0 });
});
