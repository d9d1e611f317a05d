import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mirrorBytes, sweepMirrors } from "../../src/upstream/sweep-mirrors.js";

test("old mirrors that no list uses are removed, and nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-sweep-"));
  const prefix = join(folder, "paperboy.sqlite-upstream-");
  const make = (path: string, isOld = true): string => {
    mkdirSync(join(path, "objects"), { recursive: true });
    if (isOld) utimesSync(path, 1, 1);
    return path;
  };
  const unused = [make(`${prefix}${"a".repeat(16)}.git`), make(`${prefix}${"b".repeat(16)}.git.Xy12ab`)];
  const used = make(`${prefix}${"c".repeat(16)}.git`);
  make(`${prefix}${"d".repeat(16)}.git`, false);
  make(`${prefix}mine.git`);
  make(join(folder, `other-upstream-${"e".repeat(16)}.git`));
  make(join(folder, "paperboy.sqlite"));
  const removed = await sweepMirrors({ prefix, used: new Set([used]), olderThan: 3_600_000 });
  expect([...removed].sort()).toEqual(unused);
  expect(readdirSync(folder)).toHaveLength(5);
  expect(await sweepMirrors({ prefix: "/nowhere/x-", used: new Set(), olderThan: 0 })).toEqual([]);
});

test("mirrors of added lists that take too much space are removed, the largest ones first", async () => {
  const prefix = join(mkdtempSync(join(tmpdir(), "paperboy-sweep-")), "paperboy.sqlite-upstream-");
  const [large, middle, small, kept] = (["a", "b", "c", "d"] as const).map((name, index) => {
    const path = `${prefix}${name.repeat(16)}.git`;
    mkdirSync(path);
    writeFileSync(join(path, "pack"), "x".repeat([5000, 3000, 1000, 9000][index] ?? 0));
    return path;
  }) as [string, string, string, string];
  const options = {
    prefix,
    kept: new Set([kept]),
    used: new Set([large, middle, small, kept]),
    olderThan: 3_600_000,
  };
  expect(await mirrorBytes(options)).toBe(9000);
  expect(await sweepMirrors({ ...options, maxBytes: 4000 })).toEqual([large]);
  expect(await mirrorBytes(options)).toBe(4000);
});
