import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBot } from "./start-bot.js";
import { describeInBrowser, launchBrowser, runTyped, setUpTimeout, visit } from "./support.js";

const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), "paperboy-screenshots");

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
    const { page, faults, leave } = await visit(browser, bot.url, { as: "Ada" });
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
    await Promise.all([leave(), member.leave()]);
  });

  it("the preview of /subscribe says that a permission is missing while that fault is on", async () => {
    const { page } = await visit(browser, bot.url, { as: "Ada", channel: "general" });
    const chat = page.getByRole("log", { name: "Messages" });
    await page.getByRole("button", { name: "Traffic" }).click();
    await page.getByText("Faults", { exact: true }).click();
    await page.getByRole("switch", { name: /No permission in general/, checked: false }).click();
    await page.getByRole("switch", { name: /No permission in general/, checked: true }).waitFor();
    await runTyped(page, "/subscribe ");
    const previews = chat.getByRole("article").filter({ has: page.getByRole("button", { name: "Save" }) });
    await previews.first().waitFor();
    expect(await previews.first().textContent()).toContain("Send Messages");
    await page.getByRole("button", { name: "Clear all" }).click();
    await page.getByRole("switch", { name: /No permission in general/, checked: false }).waitFor();
    await runTyped(page, "/subscribe ");
    await expect.poll(() => previews.count(), { timeout: 20_000 }).toBe(2);
    expect(await previews.last().textContent()).not.toContain("Send Messages");
  });
});
