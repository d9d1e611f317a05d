import { expect, test } from "vitest";
import { nextStep } from "../../src/announce/finish.js";
import { overlapsOf } from "../../src/announce/overlaps.js";
import { planDeliveries } from "../../src/announce/plan-deliveries.js";
import { preview } from "../../src/announce/preview.js";
import type { Paper } from "../../src/catalogue/paper.js";
import type { RecordedChange } from "../../src/store/changes.js";
import type { Subscription } from "../../src/store/subscription.js";
import { paper, readFilter, settings } from "./support.js";

const change = (kind: RecordedChange["kind"], title: string): RecordedChange => ({
  id: `${title} ${kind}`,
  listId: "list",
  kind,
  paper: paper(title),
  before: null,
  recordedAt: 1,
  revision: { sha: "abc", date: "2026-11-24T00:00:00Z", url: null },
});
const subscription = (id: string, more: Partial<Subscription> = {}): Subscription => ({
  ...settings(),
  id,
  createdAt: 0,
  state: { kind: "active" },
  refusals: 0,
  dueAt: null,
  lastSentAt: null,
  ...more,
});
const history = [change("added", "Vision One"), change("added", "Speech"), change("removed", "Vision Two")];
const plan = (subscriptions: readonly Subscription[], mode: "announcements" | "none" = "announcements") =>
  planDeliveries(history, subscriptions, readFilter, mode).map((one) => [one.subscriptionId, one.changeId]);

test("a subscription gets the kinds and papers that it asks for", () => {
  expect(plan([subscription("a"), subscription("b", { query: "vision", kinds: ["removed"] })])).toEqual([
    ["a", "Vision One added"],
    ["a", "Speech added"],
    ["b", "Vision Two removed"],
  ]);
});

test("a new baseline causes no deliveries, and an unreadable filter matches nothing", () => {
  expect(plan([subscription("a")], "none")).toEqual([]);
  expect(plan([subscription("a", { query: "?" })])).toEqual([]);
});

test("a filter is applied once to a paper, however many subscriptions share it", () => {
  let asked = 0;
  const counting = () => () => {
    asked += 1;
    return true;
  };
  const many = Array.from({ length: 1000 }, (_, index) => subscription(String(index), { query: "same" }));
  expect(planDeliveries(history, many, counting, "announcements")).toHaveLength(2000);
  expect(asked).toBe(3);
});

test("a preview has the changes that would have been announced", () => {
  expect(preview({ query: "vision", kinds: ["added"] }, history, readFilter)).toEqual([history[0]]);
});

test("a paper that another list had is not new, but in a preview for one list", () => {
  const [also, news] = [change("also-listed", "Vision One"), history[0]];
  const past = [also, ...history];
  expect(preview({ query: "vision", kinds: ["added", "also-listed"] }, past, readFilter)).toEqual([also]);
  expect(preview({ query: "list:one", kinds: ["added"] }, past, () => () => true)).toContain(news);
});

test("a preview has as new a paper that the filter would not have found in the list that had it", () => {
  const added = change("added", "Vision One");
  const news = { ...added, paper: { ...added.paper, venue: "ICLR" } };
  const past = [{ ...news, id: "also", kind: "also-listed" as const }, news];
  const atVenue = () => (changed: { readonly paper: Paper }) => changed.paper.venue === "ICLR";
  const kindsFor = (venue: string | null) =>
    preview({ query: "venue:iclr", kinds: ["added", "also-listed"] }, past, atVenue, () => [
      { paper: { ...news.paper, venue }, listId: "other" },
    ]).map(({ kind }) => kind);
  expect(kindsFor(null)).toEqual(["added"]);
  expect(kindsFor("ICLR")).toEqual(["also-listed"]);
});

test("subscriptions overlap in what their previews have, also where another list had the paper without its venue", () => {
  const added = change("added", "Vision One");
  const news = { ...added, paper: { ...added.paper, venue: "ICLR" } };
  const past = [{ ...news, id: "also", kind: "also-listed" as const }, news];
  const atVenue = () => (changed: { readonly paper: Paper }) => changed.paper.venue === "ICLR";
  const sharedWhere = (venue: string | null) =>
    overlapsOf(
      settings({ query: "venue:iclr", kinds: ["added"] }),
      [subscription("b", { query: "venue:iclr vision", kinds: ["added"] })],
      (one) => preview(one, past, atVenue, () => [{ paper: { ...news.paper, venue }, listId: "other" }]),
    ).map(({ shared }) => shared);
  expect(sharedWhere(null)).toEqual([1]);
  expect(sharedWhere("ICLR")).toEqual([]);
});

test("whether a paper is new depends on what the server sees, and on what the subscription asks for", () => {
  const [news, also] = [change("added", "Vision One"), change("also-listed", "Vision One")];
  const elsewhere = { paper: news.paper, listId: "other" };
  const planned = (query: string, sees: boolean) =>
    planDeliveries(
      [news, also],
      [subscription("a", { query, kinds: ["added", "also-listed"] })],
      (text) => (changed) => text === "" || changed.listId === text,
      "announcements",
      () => false,
      { seen: new Map([[news.paper.id, [elsewhere]]]), sees: () => sees },
    ).map(({ kind }) => kind);
  expect(planned("", true)).toEqual(["also-listed"]);
  expect(planned("", false)).toEqual(["added"]);
  expect(planned("list", true)).toEqual(["added"]);
});

test("after sending, a message gets its thread and is published if that is wanted and possible", () => {
  const all = { thread: true, publish: true };
  expect(nextStep("send", { channelKind: "announcement", ...all })).toBe("thread");
  expect(nextStep("thread", { channelKind: "announcement", ...all })).toBe("publish");
  expect(nextStep("publish", { channelKind: "announcement", ...all })).toBe("done");
  expect(nextStep("send", { channelKind: "forum", ...all })).toBe("done");
  expect(nextStep("thread", { channelKind: "text", ...all })).toBe("done");
});
