import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Message } from "../src/sandbox/protocol.js";
import { linksOf, messageOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, type Upstream } from "./upstream/fixture.js";

/** One list kept as YAML, and one whose papers are files of its repository, from the repository to the channel. */
const first = "- title: Slow Waves of Tides\n  url: https://arxiv.org/abs/2301.00001\n  year: 2023\n";
const second = "- title: Fast Harbour Scans\n  venue: CVPR 2024\n  url: https://arxiv.org/abs/2301.00002\n";

let folder: string;
let data: Upstream;
let files: Upstream;
let paperboy: Paperboy;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-unusual-"));
  data = createUpstream();
  data.commit({ "papers.yaml": `papers:\n${first}` });
  files = createUpstream();
  files.commit({ "README.md": "# Reading\n\n- [Deep Moorings in the North Sea](papers/deep.pdf)\n" });
  const lists = [
    { id: "data", name: "Data", url: `file://${data.dir}`, paths: ["papers.yaml"] },
    { id: "files", name: "Files", url: `file://${files.dir}` },
  ];
  writeFileSync(join(folder, "paperboy.config.json"), JSON.stringify({ lists }));
  paperboy = await startPaperboy({ CONFIG_FILE: join(folder, "paperboy.config.json") });
  const ada = paperboy.person("Ada", "papers");
  await ada.press(messageOf(await ada.run("subscribe", {})), "Save");
});
afterAll(async () => {
  await paperboy.stop();
  data.remove();
  files.remove();
  rmSync(folder, { recursive: true });
});

/** What was announced, once there is as much. */
async function announced(count: number): Promise<Message[]> {
  const ada = paperboy.person("Ada", "papers");
  const read = async () => (await ada.read()).filter(({ only_for }) => only_for === undefined);
  for (let wait = 0; wait < 100 && (await read()).length < count; wait++) await sleep(50);
  await sleep(150);
  return await read();
}

test("a record that is added to a data file is announced once, however it is edited after that", async () => {
  data.commit({ "papers.yaml": `papers:\n${first}${second}` });
  await paperboy.check();
  const [message, ...more] = await announced(1);
  expect(message?.content).toContain("Fast Harbour Scans");
  expect(more).toEqual([]);
  const retitled = second.replace("Fast Harbour Scans", "Fast Harbour Scans at Night");
  data.commit({ "papers.yaml": `papers:\n${retitled}${first}` });
  await paperboy.check();
  expect(await announced(1)).toHaveLength(1);
});

test("a data file with a mistake announces nothing, and once it is corrected, what is new", async () => {
  const third = "- title: Quiet Anchors of Sand\n  url: https://arxiv.org/abs/2301.00003\n";
  data.commit({ "papers.yaml": `papers:\n${first}${second}  - title: broken\n url: x\n` });
  await paperboy.check();
  expect(await announced(1)).toHaveLength(1);
  data.commit({ "papers.yaml": `papers:\n${first}${second}${third}` });
  await paperboy.check();
  expect((await announced(2)).at(-1)?.content).toContain("Quiet Anchors of Sand");
});

test("a paper whose only link is a file of the repository is announced, and found", async () => {
  const before = (await announced(0)).length;
  const entries = [
    "[Deep Moorings in the North Sea](papers/deep.pdf)",
    "[Wide Sails for Long Trips](wide.pdf)",
  ];
  files.commit({ "README.md": `# Reading\n\n${entries.map((each) => `- ${each}\n`).join("")}` });
  await paperboy.check();
  expect((await announced(before + 1)).at(-1)?.content).toContain("Wide Sails for Long Trips");
  const found = messageOf(await paperboy.person("Mira").run("search", { query: "wide sails" }));
  expect(textOf(found)).toContain("Wide Sails for Long Trips");
});

test("a file of a repository on GitHub is a link to its page there, in the announcement and on the card", async () => {
  const upstream = createUpstream();
  const entry = (title: string, target: string) => `- [${title}](${target}), CVPR 2024\n`;
  const old = entry("Deep Moorings in the South Sea", "papers/deep.pdf");
  upstream.commit({ "lists/sea.md": `# Sea\n\n${old}` });
  // Git starts ssh, which this program stands in for: it serves the repository of the test.
  writeFileSync(join(folder, "ssh"), `#!/bin/sh\nexec git upload-pack "${upstream.dir}"\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
  const bot = await startPaperboy({
    UPSTREAM_URL: "git@github.com:ann/sea.git",
    UPSTREAM_PATH: "lists/sea.md",
  });
  vi.unstubAllEnvs();
  try {
    const ada = bot.person("Ada", "papers");
    await ada.press(messageOf(await ada.run("subscribe", {})), "Save");
    const more = entry("Wide Sails for Short Trips", "<../pdf/wide sails.pdf>");
    upstream.commit({ "lists/sea.md": `# Sea\n\n${old}${more}` });
    await bot.check();
    const read = async () => (await ada.read()).find(({ only_for }) => only_for === undefined);
    for (let wait = 0; wait < 100 && (await read()) === undefined; wait++) await sleep(50);
    const pages = "https://github.com/ann/sea/blob/HEAD";
    expect((await read())?.embeds[0]?.url).toBe(`${pages}/pdf/wide%20sails.pdf`);
    const card = messageOf(await bot.person("Mira").run("paper", { title: "deep moorings" }));
    expect(linksOf(card)).toContain(`${pages}/lists/papers/deep.pdf`);
  } finally {
    await bot.stop();
    upstream.remove();
  }
});
