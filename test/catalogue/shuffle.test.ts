import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paper } from "../../src/catalogue/paper.js";
import { next, type ShufflePosition, start } from "../../src/catalogue/shuffle.js";

function papers(...ids: string[]): Paper[] {
  return ids.map((id, line) => ({
    id,
    title: id,
    venue: null,
    year: null,
    links: [],
    arxivId: null,
    authors: null,
    tags: [],
    line,
  }));
}

function take(count: number, papers: readonly Paper[], person: string, from: ShufflePosition) {
  const ids: string[] = [];
  let position = from;
  for (let taken = 0; taken < count; taken++) {
    const found = next(papers, person, position);
    if (found === null) break;
    ids.push(found.paper.id);
    position = found.position;
  }
  return { ids, position };
}

describe("a shuffle", () => {
  test("returns every paper once before any comes again, for any person and round", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{4}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ids, fc.string(), fc.nat(), (ids, person, round) => {
        const taken = take(ids.length, papers(...ids), person, start(round)).ids;
        expect(new Set(taken)).toEqual(new Set(ids));
        expect(taken).toHaveLength(ids.length);
      }),
    );
  });

  test("continues with the next round after all papers", () => {
    const { ids, position } = take(6, papers("a", "b", "c"), "mira", start(7));
    expect(ids.slice(0, 3).toSorted()).toEqual(["a", "b", "c"]);
    expect(ids.slice(3).toSorted()).toEqual(["a", "b", "c"]);
    expect(position.round).toBe(8);
  });

  test("repeats no paper when papers are added during a round", () => {
    const first = take(2, papers("a", "b", "c", "d"), "mira", start(1));
    const rest = take(2, papers("a", "b", "c", "d", "e", "f"), "mira", first.position);
    expect(rest.ids.filter((id) => first.ids.includes(id))).toEqual([]);
  });

  test("differs per person", () => {
    const all = papers(..."abcdefghijklmnop");
    expect(take(16, all, "mira", start(0)).ids).not.toEqual(take(16, all, "ada", start(0)).ids);
  });

  test("returns null without papers", () => {
    expect(next([], "mira", start(0))).toBeNull();
  });
});
