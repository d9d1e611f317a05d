import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimBot } from "../../src/store/claim-bot.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-claim-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const claim = (token: string, ...shards: string[]) =>
  claimBot({ databaseFile: join(folder, "paperboy.sqlite"), token, shards });

test("the same bot is claimed once, also with a new token; other bots and other shards are free", () => {
  const first = claim("MTIz.one.secret", "0/4", "1/4");
  expect(first.kind).toBe("claimed");
  expect(claim("MTIz.one.secret", "1/4").kind).toBe("taken");
  expect(claim("MTIz.new.token", "2/4", "0/4").kind).toBe("taken");
  expect(claim("MTIz.one.secret", "2/4", "3/4").kind).toBe("claimed");
  expect(claim("NDU2.two.secret", "0/4").kind).toBe("claimed");
  if (first.kind === "claimed") first.release();
  expect(claim("MTIz.one.secret", "0/4", "1/4").kind).toBe("claimed");
});

test("is claimed once on one file, also by a symbolic link to it", () => {
  writeFileSync(join(folder, "paperboy.sqlite"), "");
  symlinkSync("paperboy.sqlite", join(folder, "link.sqlite"));
  expect(claim("MTIz.one.secret", "0/1").kind).toBe("claimed");
  const again = { databaseFile: join(folder, "link.sqlite"), token: "MTIz.one.secret", shards: ["0/1"] };
  expect(claimBot(again).kind).toBe("taken");
});

test("the names of its files say nothing of the token", () => {
  claim("MTIz.planted.secret", "0/1");
  expect(readdirSync(folder).join(" ")).not.toMatch(/MTIz|planted|secret/);
});
