import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { axeProblems } from "./axe.js";
import { startBot } from "./start-bot.js";
import { describeInBrowser, launchBrowser, runTyped, setUpTimeout, visit } from "./support.js";

const sizes = [
  { name: "wide", width: 1280, height: 800 },
  { name: "narrow", width: 390, height: 844 },
] as const;
const looks = (["light", "dark"] as const).flatMap((theme) => sizes.map((size) => ({ theme, ...size })));

describeInBrowser("axe-core finds nothing on the page", () => {
  let bot: Awaited<ReturnType<typeof startBot>>;
  let browser: Browser;

  beforeAll(async () => {
    bot = await startBot();
    browser = await launchBrowser();
  }, setUpTimeout);
  afterAll(async () => {
    await browser.close();
    bot.child.kill();
  });

  it.each(looks)(
    "$name, $theme",
    async ({ theme, width, height }) => {
      const { page, faults, leave } = await visit(browser, bot.url, {
        as: "Ada",
        theme,
        width,
        height,
      });
      const chat = page.getByRole("log", { name: "Messages" });
      const found: string[] = [];
      const check = async (where: string) => {
        found.push(...(await axeProblems(page)).map((problem) => `${where}: ${problem}`));
      };

      await page.getByRole("button", { name: /^\/search/ }).waitFor();
      await check("an empty channel");
      await page.keyboard.press("/");
      await page.keyboard.type("search vit");
      await page.getByRole("option", { name: /ViT/ }).first().waitFor();
      await check("suggestions");
      await page.getByRole("button", { name: "Run the command" }).click();
      await chat.getByText("Page 1 of").waitFor();
      await runTyped(page, "/search ivit");
      await chat.getByRole("button", { name: "Cite" }).last().click();
      await chat
        .getByText(/@\w+\{/)
        .first()
        .waitFor();
      await runTyped(page, "/subscribe ");
      await chat.getByRole("button", { name: "Save" }).first().waitFor();
      await check("answers: results, a citation, a preview");
      await page.getByRole("button", { name: "Local upstream" }).click();
      await check("a panel");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Traffic" }).click();
      await page.getByText("Faults", { exact: true }).click();
      await page.getByRole("log", { name: "Requests and events" }).getByRole("button").last().click();
      await check("traffic and faults");
      await page.keyboard.press("Escape");
      if (width < 820) await page.getByRole("button", { name: "Channels", exact: true }).click();
      await page.getByRole("combobox", { name: /You are Ada/ }).click();
      await check("channels and people");
      await page.getByRole("button", { name: "paper-talk" }).click();
      await check("a forum");
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
      await leave();
    },
    180_000,
  );
});
