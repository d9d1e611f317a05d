import { expect, test } from "vitest";
import { authorsOf, shortAuthors } from "../../src/catalogue/authors.js";

test("institutions after names are not part of them", () => {
  const one = { authors: "Ada van Tern (University of Quay) et al." };
  expect(shortAuthors(one)).toBe("van Tern et al.");
  expect(authorsOf(one)).toEqual({ names: ["Ada van Tern"], isPartial: true });
  expect(shortAuthors({ authors: "Ada Tern (Quay, Sand and Sea), Bo Gull（海湾大学）" })).toBe(
    "Tern and Gull",
  );
});
