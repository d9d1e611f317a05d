import fc from "fast-check";
import { expect, test } from "vitest";
import type { Paper } from "../../src/catalogue/paper.js";
import { createListIndex } from "../../src/lists/list-index.js";
import type { ServedList } from "../../src/lists/list-view.js";
import { paper, vocabulary } from "../search/fixtures.js";
import { servedList } from "./support.js";

const pool = ["Quantized ViT", "Pruned LLM", "Sparse DETR", "Binary BERT", "Distilled CLIP"].map(
  (title, index) => paper(title, { year: 2020 + index, venue: "ICLR" }),
);
const ids = ["a", "b", "c"];
const isPublic = (id: string) => id !== "c";

type Step = { readonly list: string; readonly papers: readonly Paper[] | null };

const versionOf = fc.record({
  at: fc.nat(pool.length - 1),
  venue: fc.constantFrom("ICLR", "CVPR", null),
  tags: fc.subarray(["x", "y"]),
});
const papersOf = fc
  .uniqueArray(versionOf, { selector: ({ at }) => at, maxLength: pool.length })
  .map((versions) =>
    versions.flatMap(({ at, venue, tags }) => {
      const base = pool[at];
      return base ? [{ ...base, venue, tags }] : [];
    }),
  );
const step: fc.Arbitrary<Step> = fc.record({ list: fc.constantFrom(...ids), papers: fc.option(papersOf) });

/** What somebody sees, worked out anew and slowly: every paper of the lists, put together in their order. */
function oracle(lists: ReadonlyMap<string, ServedList>, seen: readonly string[]) {
  const found = new Map<string, { title: string; lists: string[]; venue: string | null; tags: string[] }>();
  for (const [id, list] of lists) {
    if (!seen.includes(id)) continue;
    for (const { id: paperId, title, venue, tags } of list.papers) {
      const known = found.get(paperId) ?? { title, lists: [], venue: null, tags: [] };
      known.lists.push(id);
      known.venue ??= venue;
      known.tags = [...new Set([...known.tags, ...tags])];
      found.set(paperId, known);
    }
  }
  return found;
}

test("after any changes, the view of each selection equals a newly built one", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.subarray(ids), (steps, seen) => {
      const listIndex = createListIndex(vocabulary);
      const lists = new Map<string, ServedList>();
      for (const { list, papers } of steps) {
        if (papers === null) {
          lists.delete(list);
          listIndex.remove(list);
        } else {
          const served = servedList(list, papers, { isPublic: isPublic(list) });
          lists.set(list, served);
          listIndex.replace(served);
        }
        // Asked in between, so that the index is brought up to date again and again.
        const listView = listIndex.viewOf(seen);
        const expected = oracle(lists, seen);
        const shown = new Map(
          listView.papers.map(({ id, title, lists, venue, tags }) => [
            id,
            { title, lists: [...lists], venue, tags: [...tags] },
          ]),
        );
        expect(shown).toEqual(expected);
        for (const [id, { title }] of expected) {
          const parsed = listView.search.parse(title);
          const hits = parsed.kind === "query" ? listView.search.find(parsed.query).hits : [];
          expect(hits[0]?.paper).toBe(listView.byId.get(id));
        }
        for (const { id, title } of pool) {
          const found = listView.search.suggest(title, 10).some((one) => one.id === id);
          expect(found).toBe(expected.has(id));
        }
      }
    }),
    { numRuns: 100 },
  );
});
