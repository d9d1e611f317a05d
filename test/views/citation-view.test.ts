import { expect, test } from "vitest";
import { showCitation } from "../../src/views/citation-view.js";
import { paper } from "../announce/support.js";
import { servedList, viewOver } from "../lists/support.js";
import { contextOf } from "./support.js";

test("a citation that takes longer can be shared before it is there", async () => {
  const cited = paper("I-ViT");
  let finish = (_: string) => {};
  const written = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const citer = { write: () => written, close: async () => {} };
  const context = contextOf(viewOver(servedList("one", [cited])), { citer });
  const answer = await showCitation(cited, 1, "choose:0", context);
  if (answer.kind !== "pending") throw new Error(answer.kind);
  finish("@misc{ivit}");
  const view = await answer.later();
  expect(answer.view.path).toBeDefined();
  expect(answer.view.path).toBe(view.path);
  expect(answer.view.path).not.toContain("choose");
  expect(answer.view.buttons ?? []).toEqual([]);
});
