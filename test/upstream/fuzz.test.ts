import { expect, test } from "vitest";
import { fuzz } from "./fuzz-lists.js";

test("mutated lists never crash the reader, never lose the list and never announce a paper twice", async () => {
  const { findings, fine, held } = await fuzz(300, 1);
  expect(findings).toEqual([]);
  expect(fine).toBeGreaterThan(150);
  expect(held).toBeGreaterThan(0);
});
