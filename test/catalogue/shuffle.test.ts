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

function drawAll(deck: readonly Paper[], person: string, from: ShufflePosition, times: number) {
  const drawn: string[] = [];
  let position = from;
  for (let time = 0; time < times; time++) {
    const card = next(deck, person, position);
    if (card === null) break;
    drawn.push(card.paper.id);
    position = card.position;
  }
  return { drawn, position };
}

describe("a shuffled deck", () => {
  test("shows every paper once before any comes again, for anybody, in any round", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{4}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ids, fc.string(), fc.nat(), (ids, person, round) => {
        const { drawn } = drawAll(papers(...ids), person, start(round), ids.length);
        expect(new Set(drawn)).toEqual(new Set(ids));
        expect(drawn).toHaveLength(ids.length);
      }),
    );
  });

  test("goes on with a new shuffle when all were shown", () => {
    const { drawn, position } = drawAll(papers("a", "b", "c"), "mira", start(7), 6);
    expect(drawn.slice(0, 3).toSorted()).toEqual(["a", "b", "c"]);
    expect(drawn.slice(3).toSorted()).toEqual(["a", "b", "c"]);
    expect(position.round).toBe(8);
  });

  test("repeats nothing when papers are added on the way", () => {
    const first = drawAll(papers("a", "b", "c", "d"), "mira", start(1), 2);
    const rest = drawAll(papers("a", "b", "c", "d", "e", "f"), "mira", first.position, 2);
    expect(rest.drawn.filter((id) => first.drawn.includes(id))).toEqual([]);
  });

  test("is another one for another person", () => {
    const deck = papers(..."abcdefghijklmnop");
    expect(drawAll(deck, "mira", start(0), 16).drawn).not.toEqual(drawAll(deck, "ada", start(0), 16).drawn);
  });

  test("gives nothing from an empty deck", () => {
    expect(next([], "mira", start(0))).toBeNull();
  });
});
