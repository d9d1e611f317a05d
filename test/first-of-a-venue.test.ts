import { afterEach, beforeEach, expect, test } from "vitest";
import { messageOf, type Paperboy, startPaperboy } from "./paperboy.js";
import { createUpstream, type Upstream } from "./upstream/fixture.js";

let upstream: Upstream;
let paperboy: Paperboy;
beforeEach(() => {
  upstream = createUpstream();
});
afterEach(async () => {
  await paperboy.stop();
  upstream.remove();
});

const listOf = (...entries: string[]) =>
  ["# Papers", "", ...entries.map((entry) => `- ${entry}`), ""].join("\n");
const entry = (title: string, venue: string, id: string) =>
  `**${title}**, ${venue} 2026 [[paper](https://arxiv.org/abs/${id})]`;
const ada = () => paperboy.person("Ada");

test("the first paper of a venue reaches a subscription to that venue", async () => {
  const vit = entry("Integer Attention for Vision", "ICLR", "2301.00001");
  const deep = entry("Sparse Networks at Depth", "DeepConf", "2301.00002");
  upstream.commit({ "README.md": listOf(vit, deep) });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}`, UPSTREAM_SURGE: "40" });
  await ada().press(messageOf(await ada().run("subscribe", { query: "venue:DeepConf" })), "Save");
  // Now no list has a paper of the venue.
  upstream.commit({ "README.md": listOf(vit) });
  await paperboy.check();
  await paperboy.restart();
  const first = entry("Dense Networks at Width", "DeepConf", "2301.00003");
  upstream.commit({ "README.md": listOf(vit, first) });
  await paperboy.check();
  const announced = async () =>
    (await ada().read()).filter(({ only_for }) => only_for === undefined).map(({ content }) => content);
  await expect
    .poll(announced, { timeout: 20_000 })
    .toEqual([expect.stringContaining("Dense Networks at Width")]);
});
