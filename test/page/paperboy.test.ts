import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Paperboy, startPaperboy } from "../paperboy.js";
import { buildPage, describeInBrowser, launchBrowser, runTyped, setUpTimeout, visit } from "./support.js";

/** The folder for screenshots. */
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), "paperboy-screenshots");

describeInBrowser("Paperboy on the page", () => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let paperboy: Paperboy;
  let browser: Browser;

  beforeAll(async () => {
    built = await buildPage();
    paperboy = await startPaperboy();
    browser = await launchBrowser();
    await mkdir(pictures, { recursive: true });
  }, setUpTimeout);
  afterAll(async () => {
    await browser.close();
    await paperboy.stop();
    await built.remove();
  });

  afterEach(() => paperboy.sandbox.reset());

  it.each(["light", "dark"] as const)(
    "searches by keyboard, turns a page and shares it (%s)",
    async (theme) => {
      const { page, faults, leave } = await visit(browser, paperboy.sandbox.url, {
        as: "Mira",
        theme,
        built,
      });
      const chat = page.getByRole("log", { name: "Messages" });
      const picture = (name: string) =>
        page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: "disabled" });

      await page.keyboard.press("/");
      await page.keyboard.type("search vit");
      await page.getByRole("option", { name: /I-ViT/ }).first().waitFor();
      await picture("suggestions");
      // The first suggestion is marked: without it, the words are searched.
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
      await chat.getByText("Page 1 of").waitFor();
      await picture("search");
      await chat.getByRole("button", { name: /Next/ }).click();
      await chat.getByText("Page 2 of").waitFor();
      await chat.getByRole("button", { name: /Share/ }).click();
      await chat.getByText(/Shared by/).waitFor();
      await picture("shared");

      const other = await visit(browser, paperboy.sandbox.url, {
        as: "Jun",
        theme,
        built,
        width: 390,
        height: 844,
      });
      await other.page
        .getByRole("log", { name: "Messages" })
        .getByText(/Shared by/)
        .first()
        .waitFor();
      await other.page.screenshot({ path: join(pictures, `narrow-${theme}.png`) });
      expect([...faults, ...other.faults]).toEqual([]);
      await Promise.all([leave(), other.leave()]);
    },
  );

  it("offers an empty channel what matters: to an admin also to subscribe, and never what the operator needs", async () => {
    for (const [as, expected] of [
      ["Mira", ["/search", "/random", "/venues", "/new", "/top", "/alerts"]],
      ["Ada", ["/subscribe", "/search", "/random", "/venues", "/new", "/top"]],
    ] as const) {
      const { page, leave } = await visit(browser, paperboy.sandbox.url, { as, built });
      const examples = page.getByRole("region", { name: "Getting started" }).getByRole("button");
      await examples.first().waitFor();
      const names = (await examples.allInnerTexts()).map((text) => text.split("\n")[0]);
      expect(names).toEqual(expected);
      await leave();
    }
  });

  it("runs each command that requires no option", async () => {
    const { page, faults } = await visit(browser, paperboy.sandbox.url, {
      as: "Ada",
      channel: "reading-group",
      built,
    });
    for (const command of ["about", "random", "venues"]) {
      await runTyped(page, `/${command} `);
      await page.getByRole("log", { name: "Messages" }).getByText(`/${command}`, { exact: true }).waitFor();
    }
    expect(faults).toEqual([]);
  });
});
