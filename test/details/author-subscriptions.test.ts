import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { messageOf, type Paperboy, startPaperboy } from "../paperboy.js";
import { createUpstream } from "../upstream/fixture.js";
import { startFakeArxiv } from "./fake-services.js";

const entry = (title: string, id: string) => `- [${title}](https://arxiv.org/abs/${id}), ICLR 2024`;
const old = entry("An Old Paper About Pruning", "2001.00001");
const byLi = entry("Rounding Well With Few Bits", "2301.00001");
const byOther = entry("Speech Models on Watches", "2301.00002");

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start() {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-authors-"));
  const upstream = createUpstream();
  const arxiv = await startFakeArxiv({
    "2001.00001": { title: "An Old Paper About Pruning", authors: ["Zhikai Li"] },
    "2301.00001": { title: "Rounding Well With Few Bits", authors: ["Zhikai Li", "Qingyi Gu"] },
    "2301.00002": { title: "Speech Models on Watches", authors: ["Mira Muster"] },
  });
  closing.push(() => rmSync(folder, { recursive: true }), upstream.remove, arxiv.close);
  upstream.commit({ "README.md": `# Papers\n\n${old}\n` });
  const configFile = join(folder, "paperboy.config.json");
  writeFileSync(
    configFile,
    JSON.stringify({ lists: [{ id: "list", name: "Papers", url: `file://${upstream.dir}` }] }),
  );
  const paperboy = await startPaperboy({
    CONFIG_FILE: configFile,
    DETAILS: "true",
    ARXIV_API_URL: arxiv.url,
    CROSSREF_API_URL: arxiv.url,
  });
  closing.push(paperboy.stop);
  return { paperboy, upstream, arxiv };
}

async function announced(paperboy: Paperboy): Promise<string[]> {
  const messages = await paperboy.person("Ada").read();
  return messages.filter(({ only_for }) => only_for === undefined).map(({ content }) => content);
}

test("a subscription to an author, also among its words, gets a new paper once arXiv has said who wrote it, and only once", async () => {
  const { paperboy, upstream } = await start();
  const ada = paperboy.person("Ada");
  for (const query of ["author:li", "watches muster"])
    await ada.press(messageOf(await ada.run("subscribe", { query })), "Save");
  const both = [
    "New paper: Rounding Well With Few Bits · ICLR 2024",
    "New paper: Speech Models on Watches · ICLR 2024",
  ];
  upstream.commit({ "README.md": `# Papers\n\n${byLi}\n${byOther}\n${old}\n` });
  await paperboy.check();
  const sorted = async () => (await announced(paperboy)).toSorted();
  await expect.poll(sorted, { timeout: 60_000 }).toEqual(both);
  await paperboy.restart();
  upstream.commit({ "README.md": `# Papers\n\n${byLi}\n${byOther}\n` });
  await paperboy.check();
  expect(await sorted()).toEqual(both);
});

test("other subscriptions do not wait for it", async () => {
  const { paperboy, upstream, arxiv } = await start();
  arxiv.failAlways((response) => response.writeHead(500).end());
  const ada = paperboy.person("Ada");
  await ada.press(messageOf(await ada.run("subscribe", { query: "rounding" })), "Save");
  upstream.commit({ "README.md": `# Papers\n\n${byLi}\n${old}\n` });
  await paperboy.check();
  await expect
    .poll(() => announced(paperboy), { timeout: 60_000 })
    .toEqual(["New paper: Rounding Well With Few Bits · ICLR 2024"]);
});
