import { ChannelType, MessageFlags } from "discord.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createRig, type Rig } from "../sandbox/support.js";
import { installBot, results, type TestBot } from "./bot.js";
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

describeInBrowser("the page", () => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let rig: Rig;
  let bot: TestBot;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    built = await buildPage();
    rig = await createRig({ pageDir: built.dir });
    bot = await installBot(rig.bot);
    browser = await launchBrowser();
  }, setUpTimeout);
  afterAll(async () => {
    await browser.close();
    await rig.close();
    await built.remove();
  });
  afterEach(async () => {
    // In every test, the page loads nothing external and has no errors.
    expect(visits.flatMap(({ faults }) => faults)).toEqual([]);
    await Promise.all(visits.splice(0).map((one) => one.leave()));
    await rig.operator.reset();
  });

  const open = async (as: string, options: Partial<Parameters<typeof visit>[2]> = {}): Promise<Page> => {
    return openAt(rig, as, options);
  };
  const openAt = async (on: Rig, as: string, options: Partial<Parameters<typeof visit>[2]> = {}) => {
    const one = await visit(browser, on.sandbox.url, { as, ...options });
    visits.push(one);
    return one.page;
  };
  const chat = (page: Page) => page.getByRole("log", { name: "Messages" });
  const text = (page: Page) => chat(page).textContent();
  /** Runs the command as it is typed, whatever is suggested. */
  const run = (page: Page) => page.getByRole("button", { name: "Run the command" }).click();
  const rows = (page: Page) => page.getByRole("option").allInnerTexts();

  it("shows examples in an empty channel, and an example starts a command", async () => {
    const page = await open("Mira");
    await page.getByRole("button", { name: "/find query" }).click();
    expect(await page.getByRole("combobox", { name: /^query/ }).getAttribute("aria-required")).toBe("true");
    await page.keyboard.type("vit");
    await run(page);
    await chat(page).getByText("Results for vit").waitFor();
  });

  it("picks a command, accepts a suggestion and runs, using only the keyboard", async () => {
    const page = await open("Mira");
    await page.keyboard.press("/");
    await eventually(() => rows(page)).toHaveLength(4);
    await page.keyboard.type("fi");
    await page.keyboard.press("Enter");
    await page.keyboard.type("vit");
    await eventually(() => rows(page)).toContain("vit paper 25");
    await page.keyboard.press("ArrowUp");
    await page.getByRole("option", { name: "vit paper 25", selected: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await chat(page).getByText("Results for id-of vit paper 25").waitFor();
    expect(await text(page)).toContain("used /find");
    // The next command can be typed immediately.
    await page.keyboard.type("/fo");
    await eventually(() => rows(page)).toHaveLength(1);
  });

  it("marks the first suggestion for what is typed: Enter accepts it, and Enter again runs", async () => {
    const page = await open("Mira");
    await page.keyboard.press("/");
    await page.keyboard.type("find vit");
    await page.getByRole("option", { name: "vit paper 1", exact: true, selected: true }).waitFor();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("combobox", { name: /^query/ }).inputValue()).toBe("vit paper 1");
    await page.keyboard.press("Enter");
    await chat(page).getByText("Results for id-of vit paper 1").waitFor();
  });

  it("accepts a complete command, with or without option names", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find query:vit year:2023 has:Code where:#general");
    await chat(page).getByText("Results for vit 2023 code general").waitFor();
    await runTyped(page, "/find low bit");
    await chat(page).getByText("Results for low bit").waitFor();
  });

  it("restores the last command with ArrowUp, to edit and run it again", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find vit year:2023");
    await chat(page).getByText("Results for vit 2023").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.getByRole("combobox", { name: /^query/ }).fill("low bit");
    await run(page);
    await chat(page).getByText("Results for low bit 2023").waitFor();
  });

  it("shows missing or invalid options instead of running", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find ");
    await page.getByRole("alert").getByText("query is required").waitFor();
    await page.keyboard.type("vit year:1980");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("At least 1990.").waitFor();
    expect(await text(page)).not.toContain("Results");
  });

  it("runs a complete command after its suggestions were closed, or shows what is missing", async () => {
    const page = await open("Mira");
    await page.keyboard.press("/");
    await page.keyboard.type("hostile");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await chat(page).getByText("masked", { exact: true }).waitFor();

    await page.keyboard.press("/");
    await page.keyboard.type("find vit");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await chat(page).getByText("Results for vit").waitFor();

    await page.keyboard.press("/");
    await page.keyboard.type("find");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("query is required").waitFor();
    await page.keyboard.type("low bit");
    await run(page);
    await chat(page).getByText("Results for low bit").waitFor();
  });

  it("focuses a missing required option and names it", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find year:2023");
    await page.getByRole("alert").getByText("query is required").waitFor();
    await page
      .locator("input:focus")
      .and(page.getByRole("combobox", { name: /^query/ }))
      .waitFor();
    // A second try restores the focus.
    await page.getByRole("button", { name: "Run the command" }).click();
    await page.keyboard.type("vit");
    await run(page);
    await chat(page).getByText("Results for vit 2023").waitFor();
  });

  it("reports an unknown command and suggests the probable one", async () => {
    const page = await open("Mira");
    await runTyped(page, "/fnid vit");
    await page.getByRole("alert").getByText("There is no command /fnid.").waitFor();
    await page.getByText("Did you mean").getByRole("button", { name: "/find" }).click();
    expect(await page.getByRole("alert").count()).toBe(0);
    await run(page);
    await chat(page).getByText("Results for vit").waitFor();
  });

  it("scrolls code sideways on a narrow screen instead of wrapping it", async () => {
    const page = await open("Mira", { width: 390, height: 844 });
    const lines = ["@inproceedings{vit,", `  title = {${"Quantized ".repeat(12)}}`, "}"];
    await rig.person("Jun", "papers").say(["```bibtex", ...lines, "```"].join("\n"));
    await chat(page).getByText("@inproceedings").waitFor();
    const code = "document.querySelector('.code-block')";
    expect(await page.evaluate(`${code}.scrollWidth > ${code}.clientWidth`)).toBe(true);
    // Three lines of 13 px with padding: no line is wrapped.
    expect(await page.evaluate(`${code}.clientHeight < 90`)).toBe(true);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });

  it("moves to other options with arrows and removes them with Backspace", async () => {
    const page = await open("Mira");
    await page.keyboard.press("/");
    await page.keyboard.type("find vit has:");
    await eventually(() => rows(page)).toEqual(["Code", "arXiv"]);
    await page.keyboard.press("ArrowLeft");
    await page
      .locator("input:focus")
      .and(page.getByRole("combobox", { name: /^query/ }))
      .waitFor();
    await page.keyboard.press("End");
    await page.keyboard.type(" has:");
    await page.keyboard.press("Backspace");
    await page
      .locator("input:focus")
      .and(page.getByRole("combobox", { name: /^query/ }))
      .waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("combobox", { name: /^Message papers/ }).inputValue()).toBe("");
  });

  it("drops outdated suggestions", async () => {
    const page = await open("Mira");
    await page.keyboard.press("/");
    const held = bot.holdSuggestions("a");
    const outdated = page.waitForResponse(
      (response) =>
        response.url().endsWith("/interactions/suggest") &&
        response.request().postDataJSON().options.query === "a",
    );
    await page.keyboard.type("find a");
    await held.asked;
    await page.keyboard.type("b");
    await eventually(() => rows(page)).toContain("ab paper 1");
    held.release();
    await (await outdated).finished();
    await page.evaluate("new Promise(requestAnimationFrame)");
    expect(await rows(page)).toContain("ab paper 1");
    expect(await rows(page)).not.toContain("a paper 1");
  });

  it("changes pages, picks from a menu by keyboard, and shares an ephemeral message", async () => {
    const [mira, jun] = [await open("Mira"), await open("Jun")];
    await runTyped(mira, "/find vit");
    await chat(mira).getByText("Page 1 of 2").waitFor();
    expect(await text(mira)).toContain("Only you can see this");
    await mira.getByRole("button", { name: "Next" }).click();
    await chat(mira).getByText("Page 2 of 2").waitFor();

    await mira.getByRole("combobox", { name: "Open a paper" }).focus();
    await mira.keyboard.press("ArrowDown");
    await mira.keyboard.type("the s");
    await mira.keyboard.press("Enter");
    await chat(mira).getByText("You chose second").waitFor();

    await mira.getByRole("button", { name: "Share" }).click();
    await chat(jun).getByText("Shared: vit").waitFor();
    expect(await text(jun)).not.toContain("Results for vit");
    expect(await text(jun)).not.toContain("You chose");

    await mira.getByRole("button", { name: "Dismiss message" }).first().click();
    await eventually(() => text(mira)).not.toContain("Results for vit");
  });

  it("shows that the bot did not answer, and tries again", async () => {
    // No interaction here needs an answer, so a short deadline cannot fail the test on a busy machine.
    const impatient = await createRig({ pageDir: built.dir, deadlines: { answer: 1500 } });
    await installBot(impatient.bot);
    const channel = await impatient.bot.channels.fetch(await impatient.channelId("papers"));
    if (!channel?.isSendable()) throw new Error("no channel");
    await channel.send({ components: results("vit", 1), flags: MessageFlags.IsComponentsV2 });
    const page = await openAt(impatient, "Mira");
    await page.getByRole("button", { name: "Broken" }).click();
    await page.getByRole("alert").getByText("This interaction failed").waitFor();

    await runTyped(page, "/silent ");
    await chat(page).getByText("Waiting for Paperboy").waitFor();
    await chat(page).getByText("Paperboy did not answer").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await chat(page).getByText("Waiting for Paperboy").waitFor();
    await chat(page).getByText("Paperboy did not answer").waitFor();
    await page.getByRole("button", { name: "Dismiss", exact: true }).click();
    await eventually(() => text(page)).not.toContain("did not answer");
    await impatient.close();
  });

  it("fills in a form", async () => {
    const page = await open("Mira");
    await runTyped(page, "/form ");
    await page.getByRole("dialog", { name: "Tell us" }).waitFor();
    await page.keyboard.type("Because of /search");
    await page.getByRole("button", { name: "Submit" }).click();
    await chat(page).getByText("You wrote: Because of /search").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("shows hostile text as text, and loads nothing external", async () => {
    const page = await open("Mira");
    await runTyped(page, "/hostile ");
    await chat(page).getByText("<img src=x onerror=alert(1)>").waitFor();
    expect(await text(page)).toContain("[click](javascript:alert(3))");
    const link = page.getByRole("link", { name: "masked", exact: true });
    expect(await link.getAttribute("href")).toBe("https://elsewhere.example/paper");
    expect(await link.getAttribute("rel")).toContain("noopener");
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(
      await page.getByRole("link", { name: "https://elsewhere.example/bare", exact: true }).count(),
    ).toBe(1);
    expect(await page.locator("img").count()).toBe(0);
  });

  it("shows all other messages if one cannot be shown", async () => {
    const page = await open("Mira");
    const message = await rig.person("Jun", "papers").say("A message like any other");
    const broken = { ...message, id: "1", content: "Broken", components: [null] };
    await page.route("**/sandbox/messages?*", (route) => route.fulfill({ json: [broken, message] }));
    await page.reload();
    await chat(page).getByText("This message could not be shown.").waitFor();
    await chat(page).getByText("A message like any other").waitFor();
  });

  it("marks channels with new messages, and shows when there are new ones below", async () => {
    const page = await open("Mira");
    const papers = await rig.channelId("papers");
    const general = await rig.channelId("general");
    const say = async (channelId: string, content: string) => {
      const channel = await rig.bot.channels.fetch(channelId);
      if (channel?.type === ChannelType.GuildText) await channel.send(content);
    };
    for (let line = 1; line <= 4; line++) await say(papers, `line ${line}\n${"text\n".repeat(20)}`);
    await chat(page).getByText("line 4").waitFor();
    await page.getByRole("log", { name: "Messages" }).hover();
    await page.mouse.wheel(0, -3000);
    await eventually(() => page.evaluate("document.querySelector('.messages').scrollTop")).toBe(0);
    await page.getByRole("button", { name: "Jump to newest" }).waitFor();
    await say(papers, "the newest line");
    await page.getByRole("button", { name: "New messages" }).click();
    await page.getByRole("button", { name: "New messages" }).waitFor({ state: "detached" });

    await say(general, "over here");
    await page.getByRole("button", { name: "general New messages" }).click();
    await chat(page).getByText("over here").waitFor();
    await page.getByRole("button", { name: "general", exact: true }).waitFor();
  });

  it("lists a forum's posts and opens one", async () => {
    const forum = await rig.bot.channels.fetch(await rig.channelId("paper-talk"));
    if (forum?.type !== ChannelType.GuildForum) throw new Error("paper-talk is not a forum");
    const page = await open("Mira", { channel: "paper-talk" });
    await page.getByText("Nobody has posted here yet.").waitFor();
    expect(await page.getByRole("combobox", { name: /^Message/ }).count()).toBe(0);
    await forum.threads.create({ name: "Q-ViT", message: { content: "What do you think?" } });
    await page.getByRole("list", { name: "Posts" }).getByRole("button", { name: "Q-ViT" }).click();
    await chat(page).getByText("What do you think?").waitFor();
  });

  it("shows the tags of a forum's post, and those that it gets later", async () => {
    await rig.operator.change({
      kind: "create-channel",
      name: "tagged",
      type: ChannelType.GuildForum,
      tags: ["New", "Code"],
    });
    const id = await rig.channelId("tagged");
    await eventually(() => rig.bot.channels.cache.has(id)).toBe(true);
    const forum = rig.bot.channels.cache.get(id);
    if (forum?.type !== ChannelType.GuildForum) throw new Error("tagged is not a forum");
    const [first, second] = forum.availableTags.map((tag) => tag.id);
    if (first === undefined || second === undefined) throw new Error("the forum has no tags");
    const message = { content: "What do you think?" };
    const post = await forum.threads.create({ name: "Q-ViT", message, appliedTags: [first] });
    const page = await open("Mira", { channel: post.id });
    const tags = page.getByRole("list", { name: "Tags" }).getByRole("listitem");
    await eventually(() => tags.allInnerTexts()).toEqual(["New"]);
    await post.setAppliedTags([first, second]);
    await eventually(() => tags.allInnerTexts()).toEqual(["New", "Code"]);
  });

  it("switches to another person and stays so after a reload", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find vit");
    await chat(page).getByText("Results for vit").waitFor();
    await page.getByRole("combobox", { name: /You are Mira/ }).click();
    await page.getByRole("option", { name: "Ada" }).click();
    await page.getByRole("combobox", { name: /You are Ada, Admin/ }).waitFor();
    await eventually(() => text(page)).not.toContain("Results for vit");
    await page.reload();
    await page.getByRole("combobox", { name: /You are Ada/ }).waitFor();
  });

  it("keeps the chosen theme, and follows the system by default", async () => {
    const page = await open("Mira", { theme: "dark" });
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const dark = await ground();
    await page.getByRole("button", { name: "Light", exact: true }).click();
    await eventually(ground).not.toBe(dark);
    const light = await ground();
    await page.reload();
    await page.getByRole("button", { name: "Light", exact: true, pressed: true }).waitFor();
    expect(await ground()).toBe(light);
    await page.getByRole("button", { name: "System", exact: true }).click();
    await eventually(ground).toBe(dark);
  });

  it("has the channels in a drawer on a narrow screen, and does not scroll sideways", async () => {
    const page = await open("Mira", { width: 390, height: 844 });
    await runTyped(page, "/find vit");
    await chat(page).getByText("Results for vit").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await page.getByRole("button", { name: "general", exact: true }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Channels", exact: true }).click();
    await page.getByRole("button", { name: "general", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "general" }).waitFor();
    await page.getByRole("button", { name: "Traffic" }).click();
    await page.getByRole("complementary", { name: "Traffic" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("complementary", { name: "Traffic" }).count()).toBe(0);
  });

  it("switches faults on and off, one by one or all, and shows which are on", async () => {
    const page = await open("Mira");
    await page.getByRole("button", { name: "Traffic" }).click();
    await page.getByText("Faults", { exact: true }).click();
    const fault = (name: string | RegExp, checked: boolean) => page.getByRole("switch", { name, checked });
    const kinds = async () => (await rig.operator.faults()).map(({ kind }) => kind);

    await fault(/No permission in papers/, false).click();
    await fault(/Server errors/, false).click();
    await page.getByText("2 on").waitFor();
    expect(await rig.operator.faults()).toEqual([
      { kind: "missing-permission", channelId: await rig.channelId("papers") },
      { kind: "error", status: 500 },
    ]);
    await fault(/Server errors/, true).click();
    await fault(/Server errors/, false).waitFor();
    expect(await kinds()).toEqual(["missing-permission"]);

    await fault(/Slow answers/, false).click();
    await fault(/Slow answers/, true).waitFor();
    await page.getByRole("button", { name: "Clear all" }).click();
    await fault(/Slow answers/, false).waitFor();
    expect(await kinds()).toEqual([]);
    expect(await page.getByRole("button", { name: "Clear all" }).isDisabled()).toBe(true);
  });

  it("makes the bot reconnect, after which it answers again", async () => {
    const page = await open("Mira");
    await page.getByRole("button", { name: "Traffic" }).click();
    await page.getByText("Faults", { exact: true }).click();
    const resumed = new Promise((resolve) => rig.bot.once("shardResume", resolve));
    await page.getByRole("button", { name: "Reconnect the gateway" }).click();
    await resumed;
    await runTyped(page, "/find vit");
    await chat(page).getByText("Results for vit").waitFor();
  });

  it("filters the traffic, and shows an entry's body", async () => {
    const page = await open("Mira");
    await page.getByRole("button", { name: "Traffic" }).click();
    await runTyped(page, "/find vit");
    const traffic = page.getByRole("log", { name: "Requests and events" });
    await traffic
      .getByRole("button", { name: /INTERACTION_CREATE/ })
      .last()
      .waitFor();
    await page.getByRole("searchbox", { name: "Filter the traffic" }).fill("callback");
    await eventually(() => traffic.getByRole("button", { name: /INTERACTION_CREATE/ }).count()).toBe(0);
    await traffic
      .getByRole("button", { name: /callback/ })
      .last()
      .click();
    await traffic.getByText("Results for vit").waitFor();
  });

  it("runs the actions of the host's panel", async () => {
    rig.sandbox.setPanels([
      {
        panel: {
          id: "list",
          title: "Local list",
          description: "Changes it",
          actions: [
            {
              id: "add",
              label: "Add",
              fields: [
                { name: "title", label: "Title" },
                { name: "venue", label: "Venue", choices: ["ICLR", "ICML"] },
              ],
            },
          ],
        },
        handlers: {
          add: async ({ title = "" }) =>
            title === "" ? { ok: false, text: "A title, please." } : { ok: true, text: `Added ${title}.` },
        },
      },
    ]);
    const page = await open("Mira");
    await page.getByRole("button", { name: "Local list" }).click();
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByText("A title, please.").waitFor();
    await page.getByLabel("Title").fill("Q-ViT");
    await page.getByLabel("Venue").selectOption("ICML");
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByText("Added Q-ViT.").waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("");
    expect(await page.getByLabel("Venue").inputValue()).toBe("ICML");
    rig.sandbox.setPanels([]);
  });

  it.each(["light", "dark"] as const)("has readable text in the %s theme (WCAG AA)", async (theme) => {
    const page = await open("Mira", { theme });
    await runTyped(page, "/find vit");
    await chat(page).getByText("Only you can see this").waitFor();
    await page.getByRole("button", { name: "Traffic" }).click();
    expect(await page.evaluate(findFaintText)).toEqual([]);
  });

  it("has an accessible name for every control", async () => {
    const page = await open("Mira");
    await runTyped(page, "/find vit");
    await chat(page).getByText("Results for vit").waitFor();
    const nameless = `[...document.querySelectorAll("button, input, a, select")]
      .filter((one) => !(one.ariaLabel || one.innerText?.trim() || one.labels?.length))
      .map((one) => one.outerHTML)`;
    expect(await page.evaluate(nameless)).toEqual([]);
  });
});

/** Visible text with a contrast below 4.5 to 1: see WCAG 2.2, success criterion 1.4.3. */
const findFaintText = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const layers = (element) => {
    const all = [];
    for (let one = element; one; one = one.parentElement) all.unshift(getComputedStyle(one).backgroundColor);
    return all;
  };
  const flatten = (colours) => {
    canvas.fillStyle = "#fff";
    canvas.fillRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => rgb
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || !element.checkVisibility({ opacityProperty: true }) || element.closest(".visually-hidden")) continue;
    const behind = layers(element);
    const [ground, ink] = [flatten(behind), flatten([...behind, getComputedStyle(element).color])].map(luminance);
    const ratio = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
    if (ratio < 4.5) found.push(element.className + " " + element.textContent.trim().slice(0, 40) + " " + ratio.toFixed(2));
  }
  return found;
})()`;
