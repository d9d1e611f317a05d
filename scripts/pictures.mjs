// Takes the README's pictures: the built bot in its sandbox, used in Chromium as a person would. `npm run pictures`.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const bot = spawn(process.execPath, [`${root}dist/src/main.js`, "start"], {
  env: { ...process.env, SANDBOX_PORT: "0", LOG_LEVEL: "silent", DISCORD_TOKEN: "", UPSTREAM_URL: "" },
});
const url = await new Promise((resolve) =>
  bot.stdout.on("data", (chunk) => {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
    if (found) resolve(found[0]);
  }),
);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

async function open(as, channel, colorScheme) {
  const viewport = { width: 1180, height: 760 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5, colorScheme });
  await page.goto(`${url}/?as=${as}&channel=${channel}`);
  await page.waitForTimeout(600);
  return page;
}

const mira = await open("Mira", "reading-group", "dark");
await mira.keyboard.type("/search quantisation has:code", { delay: 20 });
await mira.keyboard.press("Escape");
await mira.keyboard.press("Enter");
await mira.getByRole("heading", { name: "15 papers for" }).waitFor();
await mira.waitForTimeout(500);
await mira.screenshot({ path: `${root}docs/search.png` });

const ada = await open("Ada", "papers", "light");
await ada.keyboard.type("/subscribe", { delay: 20 });
await ada.keyboard.press("Enter");
await ada.waitForTimeout(200);
await ada.keyboard.press("Enter");
await ada.getByRole("button", { name: "Save" }).click();
await ada.getByText("Subscribed").first().waitFor();
await ada.getByRole("button", { name: /local upstream/i }).click();
await ada.getByLabel("Title").fill("TernaryViT: Vision Transformers at 1.58 Bits");
await ada.getByLabel("Venue").first().selectOption("ICLR");
await ada.getByRole("button", { name: "Add a paper", exact: true }).click();
await ada.getByText("New paper: TernaryViT").first().waitFor();
await ada.waitForTimeout(500);
await ada.screenshot({ path: `${root}docs/announcement.png` });

await browser.close();
bot.kill();
