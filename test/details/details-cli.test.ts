import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeService, faults, startFakeArxiv, startFakeCrossref } from "./fake-services.js";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
const list = `# Papers

- [I-ViT: Integer-only Quantization](https://arxiv.org/abs/2207.01405), ICCV 2023
- [Another Paper Entirely About Pruning](https://arxiv.org/abs/2203.00003), ECCV 2022
`;

let folder: string;
let arxiv: FakeService;
let crossref: { readonly url: string; close: () => Promise<void> };
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-details-"));
  writeFileSync(join(folder, "list.md"), list);
  arxiv = await startFakeArxiv({
    "2207.01405": { title: "I-ViT: Integer-only Quantization", authors: ["Zhikai Li", "Qingyi Gu"] },
    "2203.00003": { title: "Speech Recognition with Tiny Microphones" },
  });
  crossref = await startFakeCrossref([]);
});
afterEach(async () => {
  await arxiv.close();
  await crossref.close();
  rmSync(folder, { recursive: true });
});

const env = () => ({ PATH: process.env.PATH, ARXIV_API_URL: arxiv.url, CROSSREF_API_URL: crossref.url });

function paperboy(...args: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(
      process.execPath,
      [main, ...args],
      { cwd: folder, env: env() },
      (_, out, err) => resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

describe("paperboy details", () => {
  test("--fill fetches with a progress bar, and a second time nothing", async () => {
    expect(await paperboy("details", "list.md")).toMatchObject({
      out: "list.md: 0 of 2 papers are known.\n",
    });
    const filled = await paperboy("details", "list.md", "--fill");
    expect(filled).toMatchObject({ status: 0, out: "list.md: 1 of 2 papers are known.\n" });
    expect(filled.err).toMatch(/░ 0 of 2[\s\S]*█ 2 of 2/);
    await paperboy("details", "list.md", "--fill");
    expect(arxiv.requests).toHaveLength(1);
  });

  test("--fill is stopped and goes on the next time", async () => {
    arxiv.failNext(faults.slow(600_000));
    const child = spawn(process.execPath, [main, "details", "list.md", "--fill"], {
      cwd: folder,
      env: env(),
    });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await expect.poll(() => arxiv.requests.length, { timeout: 60_000 }).toBe(1);
    child.kill("SIGINT");
    expect(await ended).toBe(1);
    expect(await paperboy("details", "list.md", "--fill")).toMatchObject({ status: 0 });
    expect(arxiv.requests).toHaveLength(2);
  });
});

test("paperboy check --online names the line of a link to another paper", async () => {
  const { status, out } = await paperboy("check", "list.md", "--online");
  expect(status).toBe(1);
  expect(out).toContain(
    'list.md:4: "Another Paper Entirely About Pruning" links to what arXiv calls "Speech Recognition with Tiny Microphones": correct the link, or the title.\n',
  );
  expect(out).not.toContain("I-ViT");
});

test("paperboy export prints what a query finds, with the authors that are known", async () => {
  await paperboy("details", "list.md", "--fill");
  const { status, out, err } = await paperboy("export", "integer-only", "--list", "list.md");
  expect({ status, err }).toMatchObject({ status: 0, err: "1 exported.\n" });
  expect(out).toMatch(/^@inproceedings\{li2023ivit,/);
  expect((await paperboy("export", "integer-only", "--list", "list.md", "--format", "csv")).out).toContain(
    "Zhikai Li; Qingyi Gu",
  );
  expect(await paperboy("export", "integer", "--format", "docx")).toMatchObject({
    status: 2,
    err: expect.stringContaining("docx is not one of bibtex"),
  });
  expect(await paperboy("export", "zzzzzz", "--list", "list.md")).toMatchObject({ status: 1 });
});
