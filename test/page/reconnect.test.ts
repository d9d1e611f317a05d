import { afterAll, beforeAll, expect, it } from "vitest";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import { buildPage, describeInBrowser, launchBrowser, setUpTimeout, visit } from "./support.js";

describeInBrowser("the page after losing the sandbox", () => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  beforeAll(async () => {
    built = await buildPage();
  }, setUpTimeout);
  afterAll(() => built.remove());

  it("shows that it is disconnected, then reconnects and shows missed messages", async () => {
    const first = await createSandbox({ pageDir: built.dir });
    const browser = await launchBrowser();
    try {
      const { page } = await visit(browser, first.url, { as: "Mira" });
      await page.getByText("Paperboy is offline").waitFor();
      await first.close();
      await page.getByText("Disconnected from the sandbox").waitFor();

      const second = await createSandbox({ pageDir: built.dir, port: Number(new URL(first.url).port) });
      await createPerson({ url: second.url, id: "Jun", channel: "papers" }).say("While you were away");
      await page.getByText("Disconnected from the sandbox").waitFor({ state: "detached" });
      await page.getByRole("log", { name: "Messages" }).getByText("While you were away").waitFor();

      await page.getByRole("combobox", { name: /^Message papers/ }).fill("I am back");
      await page.keyboard.press("Enter");
      await page.getByRole("log", { name: "Messages" }).getByText("I am back").waitFor();
      expect(await createPerson({ url: second.url, id: "Jun", channel: "papers" }).read()).toHaveLength(2);
      await second.close();
    } finally {
      await browser.close();
    }
  });
});
