import { type ChildProcess, spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInBrowser, launchBrowser, setUpTimeout, visit } from "./support.js";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), "paperboy-screenshots");

/** Runs what `npm start` runs on a new machine. */
async function startBot(): Promise<{ child: ChildProcess; url: string }> {
  const env = { PATH: process.env.PATH, SANDBOX_PORT: "0", LOG_LEVEL: "error" };
  const child = spawn(process.execPath, [main, "start"], { cwd: tmpdir(), env });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk))?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", (status) => reject(new Error(`the bot ended with ${status}`)));
  });
  return { child, url };
}

describeInBrowser("the local upstream on the page", () => {
  let bot: Awaited<ReturnType<typeof startBot>>;
  let browser: Browser;

  beforeAll(async () => {
    bot = await startBot();
    browser = await launchBrowser();
    await mkdir(pictures, { recursive: true });
  }, setUpTimeout);
  afterAll(async () => {
    await browser.close();
    bot.child.kill();
  });

  it("an admin subscribes, a paper is added to the list, and the announcement arrives", async () => {
    const { page, faults } = await visit(browser, bot.url, { as: "Ada" });
    const chat = page.getByRole("log", { name: "Messages" });
    await page.keyboard.type("/subscribe");
    await page
      .getByRole("option", { name: /subscribe/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await chat.getByText("It would have announced").waitFor();
    await chat.getByRole("button", { name: "Save" }).click();
    await chat.getByRole("heading", { name: "Subscribed" }).waitFor();

    await page.getByRole("button", { name: /local upstream/i }).click();
    await page.getByLabel("Title").fill("TernaryViT: Vision Transformers at 1.58 Bits");
    await page.getByRole("button", { name: "Add a paper", exact: true }).click();
    await chat.getByText("New paper: TernaryViT").waitFor();
    await page.screenshot({ path: join(pictures, "announcement.png"), animations: "disabled" });

    await chat.getByRole("button", { name: "Details" }).click();
    await chat.getByRole("heading", { name: "TernaryViT: Vision Transformers at 1.58 Bits" }).waitFor();

    await page.getByRole("button", { name: "Break the list" }).click();
    await page
      .getByText(/last good/i)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Mend the list" }).click();
    const member = await visit(browser, bot.url, { as: "Mira" });
    await member.page.getByRole("log", { name: "Messages" }).getByText("New paper: TernaryViT").waitFor();
    expect([...faults, ...member.faults]).toEqual([]);
  });
});
