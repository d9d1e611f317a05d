import { type APIContainerComponent, ComponentType } from "discord-api-types/v10";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lists } from "../../commands/lists.js";
import { venues } from "../../commands/venues.js";
import type { Details } from "../../src/catalogue/details.js";
import { linkKinds, type Paper } from "../../src/catalogue/paper.js";
import { path, rest, wholeNumber } from "../../src/interactions/path.js";
import { type Audience, present } from "../../src/interactions/present.js";
import { textBlock, type View } from "../../src/interactions/view.js";
import type { Subscription } from "../../src/store/subscription.js";
import { createAnnouncementView } from "../../src/views/announcement-view.js";
import { entriesView } from "../../src/views/entries-view.js";
import { interestButton } from "../../src/views/interest-button.js";
import { askToAdd } from "../../src/views/list-offer.js";
import { cardView, fullTextView } from "../../src/views/paper-card.js";
import { entryLines } from "../../src/views/paper-lines.js";
import { maxBackLength } from "../../src/views/paper-paths.js";
import { showPaper } from "../../src/views/paper-routes.js";
import { papersView } from "../../src/views/papers-view.js";
import { showProblems } from "../../src/views/problems-view.js";
import { servedList, viewOver } from "../lists/support.js";
import { contextOf, fixedLists } from "../views/support.js";

/** Text as hostile as lists get: long, wide, stacked accents, markdown, mentions, right to left. */
const wildText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 3000 }),
  fc.constantFrom(
    "\u0000",
    "\u200B ",
    "中".repeat(3000),
    "a\u0301".repeat(2000),
    "👩‍👩‍👧‍👦".repeat(300),
    "**@everyone** [x](y)",
    "\u202Eevil",
    "_".repeat(5000),
  ),
);

/** Abstracts in LaTeX, in CJK, and of any length; author lists from nobody to a collaboration of thousands. */
const wildDetails: fc.Arbitrary<Details> = fc.record({
  source: fc.constantFrom("arXiv", "Crossref"),
  title: wildText,
  authors: fc.oneof(
    fc.array(wildText, { maxLength: 6 }),
    fc.nat(4000).map((length) => Array.from({ length }, (_, i) => `Maximiliane van der Muster ${i}`)),
    fc.nat(500).map((length) => Array.from({ length }, () => "李志凯")),
  ),
  abstract: fc.option(
    fc.oneof(
      wildText,
      fc.constantFrom(
        "$\\mathcal{O}(n^2)_{i,j}$ \\textbf{x}~\\cite{y} ".repeat(120),
        "量子化された視覚変換器。".repeat(400),
        "[a](b) @everyone `code` ||x|| ".repeat(200),
      ),
    ),
  ),
  year: fc.option(fc.integer({ min: 1900, max: 2100 })),
  doi: fc.option(wildText),
  journal: fc.option(wildText),
  isWithdrawn: fc.boolean(),
});

const wildPaper: fc.Arbitrary<Paper> = fc
  .record({
    id: fc.stringMatching(/^[0-9a-z]{10}$/),
    title: wildText,
    venue: fc.option(wildText),
    year: fc.option(fc.integer({ min: 1900, max: 2100 })),
    links: fc.array(
      fc.record({
        kind: fc.constantFrom(...linkKinds),
        label: wildText,
        url: fc.oneof(
          fc.webUrl(),
          wildText,
          fc.constantFrom(600, 3000).map((length) => `https://a.example/${"x".repeat(length)}`),
        ),
      }),
      { maxLength: 30 },
    ),
    arxivId: fc.option(fc.constant("2309.16354")),
    authors: fc.option(wildText),
    tags: fc.array(wildText, { maxLength: 10 }),
    line: fc.nat(),
    details: fc.option(wildDetails),
  })
  .map(({ details, ...paper }) => (details === null ? paper : { ...paper, details }));

const listPath = path<{ page: number; rest: string }>("list", { page: wholeNumber, rest });

const audience: fc.Arbitrary<Audience> = fc.constantFrom<Audience[]>(
  { kind: "asker" },
  { kind: "everyone", sharedBy: "123456789012345678" },
);

const subscription: Subscription = {
  id: "s",
  guildId: "1",
  channelId: "2",
  channelKind: "text",
  query: "",
  kinds: ["added"],
  cadence: { kind: "at once" },
  mentionRoleId: "123456789012345678",
  thread: true,
  publish: false,
  quiet: false,
  tags: [],
  createdAt: 0,
  state: { kind: "active" },
  refusals: 0,
  dueAt: null,
  lastSentAt: null,
};

/** Discord's limits, measured independently of what the bot measures. */
function expectWithinLimits(container: APIContainerComponent): void {
  const seen: { type: number }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && typeof value.type === "number" && !("value" in value))
      seen.push({ ...value, type: value.type });
    for (const child of Object.values(value)) Array.isArray(child) ? child.forEach(collect) : collect(child);
  };
  collect(container);
  const field = (name: string) =>
    seen.flatMap((component) =>
      Object.entries(component)
        .filter(([key]) => key === name)
        .map(([, value]) => value),
    );
  const texts = seen
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .flatMap((display) => ("content" in display ? [String(display.content)] : []));
  const customIds = field("custom_id").map(String);
  expect(seen.length).toBeLessThanOrEqual(40);
  expect(texts.every((text) => text.trim() !== "")).toBe(true);
  expect(texts.join("").length).toBeLessThanOrEqual(4000);
  expect(Buffer.byteLength(texts.join("")) + 12 * texts.length).toBeLessThan(10_170);
  expect(customIds.every((id) => id.length >= 1 && id.length <= 100)).toBe(true);
  expect(new Set(customIds).size).toBe(customIds.length);
  expect(field("label").every((label) => String(label).length >= 1 && String(label).length <= 80)).toBe(true);
  expect(field("url").every((url) => /^https?:/.test(String(url)) && String(url).length <= 512)).toBe(true);
  for (const row of seen.filter(({ type }) => type === ComponentType.ActionRow)) {
    expect(
      "components" in row && Array.isArray(row.components) ? row.components.length : 0,
    ).toBeGreaterThanOrEqual(1);
    expect(
      "components" in row && Array.isArray(row.components) ? row.components.length : 9,
    ).toBeLessThanOrEqual(5);
  }
  expect(JSON.stringify(container).isWellFormed()).toBe(true);
}

const never = () => Promise.reject(new Error("not asked for"));

/** Of two lists, so that cards say which. */
const listView = viewOver(servedList("one", []), servedList("two", []));

const context = contextOf(listView);

describe("Discord's limits are kept, whatever a list contains", () => {
  test("by a paper's card", () => {
    const back = fc.oneof(fc.constant(""), fc.constant("b".repeat(maxBackLength)));
    return fc.assert(
      fc.asyncProperty(wildPaper, back, audience, async (paper, back, audience) =>
        expectWithinLimits(present(await showPaper(paper, context, back), audience)),
      ),
    );
  });

  test("by a card with the votes beside its title", () => {
    fc.assert(
      fc.property(wildPaper, fc.nat(), audience, (paper, votes, audience) => {
        const interest = interestButton(paper.id, votes);
        const view = cardView(paper, {
          path: "paper:x:",
          buttons: [],
          interest,
          lists: [{ name: "One", links: paper.links }],
        });
        expectWithinLimits(present(view, audience));
      }),
    );
  });

  test("by all of a paper's authors and abstract, without leaving any line out", () => {
    fc.assert(
      fc.property(wildPaper, audience, (paper, audience) => {
        const view = fullTextView(paper, { path: "more:x:", buttons: [] });
        const container = present(view, audience);
        expectWithinLimits(container);
        expect(JSON.stringify(container)).not.toContain("more than fits into one message");
      }),
    );
  });

  test("by a page of a list", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(wildPaper, { maxLength: 12, selector: ({ id }) => id }),
        fc.nat(4),
        audience,
        (papers, page, audience) => {
          const view = papersView({
            heading: ["## Papers"],
            papers: papers.map((paper) => ({ paper, why: paper.authors })),
            page,
            at: (page) => listPath.at({ page, rest: "x".repeat(60) }),
          });
          expectWithinLimits(present(view, audience));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("by /venues, whatever venues are called, without leaving any out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(wildPaper, { maxLength: 12, selector: ({ id }) => id }),
        audience,
        async (papers, audience) => {
          const shown = await venues.execute(new Map(), contextOf(viewOver(servedList("one", papers))));
          if (shown.kind !== "view") throw new Error(shown.kind);
          const container = present(shown, audience);
          expectWithinLimits(container);
          expect(JSON.stringify(container)).not.toContain("more than fits into one message");
        },
      ),
      { numRuns: 50 },
    );
  });

  test("by a page of what was announced, papers that are there twice and those that are gone too", () => {
    fc.assert(
      fc.property(
        fc.array(wildPaper, { minLength: 1, maxLength: 10 }),
        fc.array(fc.nat(9), { maxLength: 12 }),
        audience,
        (papers, order, audience) => {
          const entries = order.flatMap((index) => {
            const paper = papers[index];
            return paper === undefined ? [] : [{ paper, text: entryLines(paper, { mark: "🆕 " }) }];
          });
          const view = entriesView({
            heading: ["## Changes"],
            entries,
            page: 0,
            at: (page) => listPath.at({ page, rest: "x".repeat(60) }),
            listView: viewOver(servedList("one", papers.slice(1))),
          });
          expectWithinLimits(present(view, audience));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("by a view that is far too long: the rest is left out, and the view says so", () => {
    const view: View = {
      kind: "view",
      blocks: Array.from({ length: 60 }, () => textBlock("中".repeat(300))),
    };
    const container = present(view, { kind: "asker" });
    expectWithinLimits(container);
    expect(JSON.stringify(container)).toContain("more than fits into one message");
  });

  test("by /lists, by what could not be read, and by a list that is offered", async () => {
    const wildList = fc.record({
      name: wildText,
      url: fc.option(fc.oneof(fc.webUrl(), wildText)),
      papers: fc.uniqueArray(wildPaper, { maxLength: 6, selector: ({ id }) => id }),
      problems: fc.array(fc.record({ line: fc.nat(), message: wildText }), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(wildList, { maxLength: 9 }),
        fc.boolean(),
        audience,
        async (all, mayManage, audience) => {
          const served = all.map((list, index) => servedList(`list-${index}`, list.papers, list));
          const [first] = served.flatMap(({ papers }) => papers);
          const lastChange = first && {
            ...{
              id: "c",
              listId: "list-0",
              kind: "added" as const,
              paper: first,
              before: null,
              recordedAt: 0,
            },
            revision: { sha: "0".repeat(40), date: "2026-01-01T00:00:00Z", url: null },
          };
          const states = new Map(
            served.map(({ id }) => [
              id,
              { lastChange: lastChange ?? null, checks: { last: null, next: null } },
            ]),
          );
          const context = contextOf(viewOver(...served), {
            lists: { ...fixedLists, states: async () => states, availableTo: () => served },
            person: { id: "1", mayManage },
            guildId: "2",
          });
          const shown = await lists.execute(new Map(), context);
          if (shown.kind !== "view") throw new Error(shown.kind);
          expectWithinLimits(present(shown, audience));
          expectWithinLimits(present(showProblems(0, context.listView), audience));
          for (const list of served.slice(0, 1)) {
            const preview = async () => ({
              kind: "list" as const,
              offer: "owner.list",
              list,
              where: list.name,
            });
            const adding = { preview, add: never, addedBy: () => [], remove: never };
            const offered = await askToAdd({ url: "x", branch: null, path: null }, adding, "2").later();
            expectWithinLimits(present(offered, audience));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("by an announcement and by a digest", () => {
    const view = createAnnouncementView(() => "List ".repeat(200));
    const change = wildPaper.map((paper) => ({
      id: "c",
      listId: "list",
      kind: "added" as const,
      paper,
      before: null,
      recordedAt: 0,
      revision: { sha: "0".repeat(40), date: "2026-01-01T00:00:00Z", url: "https://a.example/commit" },
    }));
    const featured = fc.record({
      kind: fc.constantFrom<("pick" | "top")[]>("pick", "top"),
      listId: fc.constant("list"),
      paper: wildPaper,
      votes: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(change), fc.array(change, { minLength: 1, maxLength: 12 })),
        fc.array(featured, { maxLength: 6 }),
        (changes, featured) => {
          const { body, threadName } = view({ id: "m4rk3rm4rk3rm4rk", subscription, changes, featured });
          const [embed] = body.embeds ?? [];
          expect(body.content?.length).toBeLessThanOrEqual(2000);
          expect(threadName.length).toBeGreaterThanOrEqual(1);
          expect(threadName.length).toBeLessThanOrEqual(100);
          expect(embed?.title?.length ?? 0).toBeLessThanOrEqual(256);
          expect(embed?.description?.length ?? 0).toBeLessThanOrEqual(4096);
          expect(embed?.url?.length ?? 0).toBeLessThanOrEqual(2048);
          expect(embed?.author?.name.length ?? 0).toBeLessThanOrEqual(256);
          expect(JSON.stringify(embed).length).toBeLessThanOrEqual(6000);
          expect(JSON.stringify(body).isWellFormed()).toBe(true);
          expect(body.components?.length).toBe(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
