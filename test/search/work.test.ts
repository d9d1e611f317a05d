import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growCorpus, readCorpus } from "../../bench/search/corpus.js";
import { hostileTexts } from "../../bench/search/hostile-texts.js";
import { createPaperIndex, type PaperIndex } from "../../src/search/paper-index.js";
import { parseQuery } from "../../src/search/parse-query.js";
import { rank } from "../../src/search/rank.js";
import { createWork } from "../../src/search/work.js";
import { vocabulary } from "./fixtures.js";

const index = createPaperIndex(growCorpus(readCorpus("bench/search/titles.tsv"), 3_000, 7));

const word = fc.oneof(
  fc.constantFrom("transformer", "quantization", "learning", "model", "network", "vision", "the", "a", "t"),
  fc.constantFrom("efficeint", "netwrk", "lerning", "compresion", "wrodking", "ptq4vti", "xq9", "量化", "😀"),
  fc.constantFrom(
    "-model",
    "-learning",
    "-a",
    "title:learning",
    "-title:of",
    '"deep learning"',
    "4bit",
    "2023",
  ),
  fc.string({ maxLength: 12 }),
);
const wildText = fc.oneof(
  fc.array(word, { maxLength: 120 }).map((words) => words.join(" ")),
  fc.constantFrom(...hostileTexts),
);

/** The same index, counting the papers it hands out. */
function countingIndex(): { readonly counting: PaperIndex; visits(): number } {
  let visits = 0;
  const counted =
    <Visited>(visit: (visited: Visited) => boolean) =>
    (visited: Visited) => {
      visits++;
      return visit(visited);
    };
  const counting: PaperIndex = {
    ...index,
    visit: (field, name, visit) => index.visit(field, name, counted(visit)),
    visitNewest: (visit) => index.visitNewest(counted(visit)),
  };
  return { counting, visits: () => visits };
}

describe("the work of a search", () => {
  it("is never more than was given, whatever is typed", () => {
    /** What is read and prepared before any loop, and the last turn of each: fixed, as texts are cut. */
    const fixed = 15_000;
    fc.assert(
      fc.property(wildText, fc.constantFrom(0, 2_000, 20_000, 60_000), (text, given) => {
        const parsed = parseQuery(text, { vocabulary, venues: index.venues, lists: [] });
        if (parsed.kind === "invalid") return;
        const { counting, visits } = countingIndex();
        let spent = 0;
        const work = createWork(given, (steps) => {
          spent += steps;
        });
        const { ranked, total } = rank(parsed.query, counting, { work, wanted: 10 });
        expect(spent).toBeLessThan(given + fixed);
        expect(ranked.length).toBeLessThanOrEqual(Math.min(10, total));
        const collected = parsed.query.without.words.length > 0 ? index.size * 20 : 0;
        expect(visits()).toBeLessThan(given + fixed + collected);
      }),
      { numRuns: 400 },
    );
  });

  it("would be more without a limit, for some of these texts", () => {
    let most = 0;
    for (const text of hostileTexts) {
      const parsed = parseQuery(text, { vocabulary, venues: index.venues, lists: [] });
      if (parsed.kind === "invalid") continue;
      let spent = 0;
      const work = createWork(Number.POSITIVE_INFINITY, (steps) => {
        spent += steps;
      });
      rank(parsed.query, index, { work, wanted: 10 });
      most = Math.max(most, spent);
    }
    expect(most).toBeGreaterThan(100_000);
  });
});

describe("a share of work", () => {
  it("ends before the whole, which it is taken from", () => {
    const whole = createWork(100);
    const part = whole.share(0.5);
    expect(part.spend(49)).toBe(true);
    expect(part.spend(1)).toBe(false);
    expect(whole.left).toBe(true);
    expect(whole.spend(50)).toBe(false);
  });
});
