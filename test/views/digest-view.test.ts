import { expect, test } from "vitest";
import type { ChangeKind } from "../../src/catalogue/change.js";
import type { FeaturedPaper } from "../../src/store/featured-papers.js";
import type { Subscription } from "../../src/store/subscription.js";
import { createAnnouncementView } from "../../src/views/announcement-view.js";
import { entriesView } from "../../src/views/entries-view.js";
import { paper } from "../announce/support.js";
import { servedList, viewOver } from "../lists/support.js";

const subscription: Subscription = {
  id: "s",
  guildId: "1",
  channelId: "2",
  channelKind: "text",
  query: "",
  kinds: ["added"],
  cadence: { kind: "weekly", weekday: 1, hour: 9, minute: 0, zone: "UTC" },
  mentionRoleId: null,
  thread: false,
  publish: false,
  quiet: false,
  tags: [],
  createdAt: 0,
  state: { kind: "active" },
  refusals: 0,
  dueAt: null,
  lastSentAt: null,
};
const revision = { sha: "a".repeat(40), date: null, url: "https://github.com/someone/papers/commit/aaa" };
const change = (kind: ChangeKind, title: string, venue: string | null = null) => ({
  ...{ id: title, listId: "list", kind, before: null, recordedAt: 0, revision },
  paper: paper(title, { venue, year: 2024 }),
});
const featured = (kind: FeaturedPaper["kind"], title: string, votes = 0): FeaturedPaper => ({
  ...{ kind, votes, listId: "list" },
  paper: paper(title),
});
const many = (kind: ChangeKind, count: number, venue: string | null = null) =>
  Array.from({ length: count }, (_, index) => change(kind, `${kind} ${index}`, venue));

const view = createAnnouncementView(() => "Quantized Papers");
const bodyOf = (...[changes, more = []]: [ReturnType<typeof change>[], FeaturedPaper[]?]) =>
  view({ id: "m4rk3rm4rk3rm4rk", subscription, changes, featured: more }).body;

test("a digest has a group for each kind, each with an entry, and says how many more there are", () => {
  const body = bodyOf([
    ...many("accepted", 1, "CVPR"),
    ...many("added", 58, "ICLR"),
    ...many("code-released", 1),
  ]);
  expect(body.content).toBe("58 new papers (ICLR 2024), 1 code release, 1 acceptance in Quantized Papers");
  const description = body.embeds?.[0]?.description ?? "";
  expect(description.match(/^### .+/gm)).toEqual([
    "### 🆕 New papers",
    "### 💻 Code released",
    "### 🎓 Accepted",
  ]);
  expect(description.match(/^\*\*/gm)).toHaveLength(8);
  expect(description).toContain("52 more");
  expect(description).toMatch(
    /\n-# Quantized Papers · \[commit\]\(https:\/\/github\.com\/someone\/papers\/commit\/aaa\)$/,
  );
  expect(description).not.toContain("aaaaaaa");
  expect(JSON.stringify(body.components)).toContain("All 60");
});

test("venues are in the notification, the most frequent first", () => {
  const changes = [...many("added", 3, "ICLR"), ...many("added", 1, "CVPR"), ...many("added", 1, "AAAI")];
  expect(bodyOf(changes).content).toBe("5 new papers (ICLR 2024, CVPR 2024 and 1 more) in Quantized Papers");
});

test("what was found interesting and a pick stand beside the changes, each with its own heading", () => {
  const body = bodyOf(many("added", 1), [featured("top", "Best", 3), featured("pick", "Chance")]);
  expect(body.content).toBe("1 new paper in Quantized Papers · Top of the week: Best · A pick: Chance");
  expect(body.embeds?.[0]?.description).toMatch(
    /^### 🆕 New papers\n\*\*added 0\*\*\n[^\n]+\n\n### ⭐ Found interesting here\n\*\*Best\*\*\n-# ⭐ 3 votes\n\n### 🎲 A pick\n\*\*Chance\*\*\n/,
  );
});

test("a paper that changed twice has one button in its page", () => {
  const one = { ...paper("One"), lists: ["list"] };
  const shown = entriesView({
    heading: ["## 2 changes"],
    entries: [
      { paper: one, text: "added" },
      { paper: one, text: "code" },
      { paper: paper("Gone"), text: "removed" },
    ],
    page: 0,
    at: () => "told:0:x",
    listView: viewOver(servedList("list", [one])),
  });
  expect(shown.blocks.map(({ type }) => type)).toEqual([10, 14, 9, 10, 10]);
});
