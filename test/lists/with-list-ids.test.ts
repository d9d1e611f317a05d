import { expect, test } from "vitest";
import { withListIds } from "../../src/lists/with-list-ids.js";
import { paper } from "../search/fixtures.js";
import { servedList, viewOver } from "./support.js";

const kites = servedList("kites", [paper("Kites")], { name: "Awesome Kites" });
const boats = servedList("boats", [paper("Boats")], { name: "Harbour Papers" });
const view = viewOver(kites, boats);

test.each([
  ['list:"Awesome Kites" rope', "list:kites rope"],
  ["rope list:awesome kites", "list:kites rope"],
  ['-list:"harbour papers" has:code', "has:code -list:boats"],
  ['list:"awesome kites,boats"', "list:kites,boats"],
  // As it stays: with ids, without lists, of no list, or of one that is only likely.
  ["list:kites rope", null],
  ["rope has:code", null],
  ['list:"Other Papers" rope', null],
  ["list:harbor rope", null],
])("%s: %s", (query, expected) => {
  expect(withListIds(query, view)).toBe(expected);
});

test("a name that two lists have, or that one may have that is still to be read, stays", () => {
  const again = servedList("kites-2", [], { name: "Awesome Kites" });
  const unread = servedList("dunes", [], { name: "dunes", isLoading: true });
  for (const other of [again, unread])
    expect(withListIds('list:"Awesome Kites"', viewOver(kites, boats, other)), other.id).toBeNull();
});
