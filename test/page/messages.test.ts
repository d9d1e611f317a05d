import { ActionRowBuilder, ButtonBuilder, ButtonStyle, ChannelType, MessageFlags } from "discord.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createRig, type Rig } from "../sandbox/support.js";
import { axeProblems } from "./axe.js";
import { installBot } from "./bot.js";
import {
  buildPage,
  describeInBrowser,
  eventually,
  launchBrowser,
  runTyped,
  setUpTimeout,
  type Visit,
  visit,
} from "./support.js";

describeInBrowser("the messages on the page", () => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let rig: Rig;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    built = await buildPage();
    rig = await createRig({ pageDir: built.dir });
    await installBot(rig.bot);
    browser = await launchBrowser();
  }, setUpTimeout);
  afterAll(async () => {
    await browser.close();
    await rig.close();
    await built.remove();
  });
  afterEach(async () => {
    await Promise.all(visits.splice(0).map((one) => one.leave()));
    await rig.operator.reset();
  });

  const open = async (as: string, channel = "papers"): Promise<Page> => {
    const one = await visit(browser, rig.sandbox.url, { as, channel });
    visits.push(one);
    return one.page;
  };
  const chat = (page: Page) => page.getByRole("log", { name: "Messages" });
  const focused = (page: Page) =>
    page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText");
  const botChannel = async (name: string) => {
    const channel = await rig.bot.channels.fetch(await rig.channelId(name));
    if (channel?.type !== ChannelType.GuildText && channel?.type !== ChannelType.GuildAnnouncement)
      throw new Error(`${name} is no text channel`);
    return channel;
  };

  it("keep the focus on the pressed button, wherever the update puts it", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find vit");
    await chat(page).getByText("Page 1 of 2").waitFor();
    await page.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await chat(page).getByText("Page 2 of 2").waitFor();
    await eventually(() => focused(page)).toBe("Next");
  });

  it("take the focus themselves where the pressed button is gone, so that Tab goes on in them", async () => {
    const once = new ButtonBuilder()
      .setCustomId("next:vit")
      .setLabel("Only once")
      .setStyle(ButtonStyle.Primary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(once);
    await (await botChannel("papers")).send({ components: [row], flags: MessageFlags.IsComponentsV2 });
    const page = await open("Mira");
    await page.getByRole("button", { name: "Only once" }).focus();
    await page.keyboard.press("Enter");
    await chat(page).getByText("Page 2 of 2").waitFor();
    await eventually(() => page.evaluate("document.activeElement.tagName")).toBe("ARTICLE");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('article') !== null")).toBe(true);
  });

  it("give the focus back after a form", async () => {
    const page = await open("Mira");
    await runTyped(page, "/form ");
    const form = page.getByRole("dialog", { name: "Tell us" });
    await form.waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await eventually(() => focused(page)).toMatch(/^Message papers/);
  });

  it("have a copy button on code, and a link to themselves", async () => {
    const page = await open("Mira");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const clipboard = () => page.evaluate("navigator.clipboard.readText()");
    const lines = ["@misc{vit,", "  title = {ViT},", "}"].join("\n");
    for (let line = 0; line < 30; line++) await rig.person("Jun", "papers").say(`line ${line}`);
    await rig.person("Jun", "papers").say(["```bibtex", lines, "```"].join("\n"));
    await page.getByRole("button", { name: "Copy the code" }).click();
    await eventually(clipboard).toBe(lines);

    const first = chat(page).getByRole("article").first();
    await first.hover();
    await first.getByRole("button", { name: "Copy link" }).click();
    await eventually(clipboard).toMatch(/^http:.*#message-\d+$/);
    await page.goto(String(await clipboard()));
    await page.locator("[data-linked]").getByText("line 0", { exact: true }).waitFor();
    await eventually(() =>
      page.evaluate("document.querySelector('[data-linked]').getBoundingClientRect().bottom > 50"),
    ).toBe(true);
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await page.getByRole("button", { name: "Jump to newest" }).waitFor({ state: "detached" });
  });

  it("begin a thread with the message that it is of, also after a reload", async () => {
    const starter = await (await botChannel("papers")).send("What the thread is about");
    const thread = await starter.startThread({ name: "Talk about it" });
    await thread.send("The first answer");
    const page = await open("Mira");
    await page
      .getByRole("navigation", { name: "Channels" })
      .getByRole("button", { name: "Talk about it" })
      .click();
    const articles = chat(page).getByRole("article");
    const texts = () => articles.allInnerTexts();
    await chat(page).getByText("The first answer").waitFor();
    await eventually(async () => (await texts()).length).toBe(2);
    expect((await texts())[0]).toContain("What the thread is about");
    await page.reload();
    await chat(page).getByText("The first answer").waitFor();
    await eventually(async () => (await texts())[0]).toContain("What the thread is about");
  });

  it("are marked where they are published", async () => {
    const channel = await botChannel("announcements");
    const page = await open("Mira", "announcements");
    const message = await channel.send("For everybody who follows");
    await chat(page).getByText("For everybody who follows").waitFor();
    expect(await chat(page).getByText("Published").count()).toBe(0);
    await message.crosspost();
    await chat(page).getByText("Published").waitFor();
  });

  it("are gone at a reload where they were private", async () => {
    const page = await open("Mira");
    await rig.person("Jun", "papers").say("For everybody");
    await runTyped(page, "/find vit");
    await chat(page).getByText("Results for vit").waitFor();
    await page.getByRole("button", { name: "general", exact: true }).click();
    await page.getByRole("button", { name: "papers", exact: true }).click();
    await chat(page).getByText("Results for vit").waitFor();
    await page.reload();
    await chat(page).getByText("For everybody").waitFor();
    expect(await chat(page).getByText("Results for vit").count()).toBe(0);
    await runTyped(page, "/find another");
    await chat(page).getByText("Results for another").waitFor();
  });

  it("can be skipped by keyboard, and threads are no tab stops on the way to the composer", async () => {
    const channel = await botChannel("papers");
    for (const name of ["Thread one", "Thread two"]) await (await channel.send(name)).startThread({ name });
    const page = await open("Mira");
    const thread = page
      .getByRole("navigation", { name: "Channels" })
      .getByRole("button", { name: "Thread two" });
    await thread.waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the message field");
    const passed: unknown[] = [];
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const name = await focused(page);
      if (/^Message papers/.test(String(name))) break;
      passed.push(name);
    }
    expect(passed.length).toBeLessThan(60);
    expect(passed).toContain("general");
    expect(passed).not.toContain("Thread one");
    await page.getByRole("button", { name: "Skip to the message field" }).focus();
    await page.keyboard.press("Enter");
    expect(await focused(page)).toMatch(/^Message papers/);
    await page.getByRole("button", { name: "papers", exact: true }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("Thread two");
  });
});
