import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { createPerson } from "../dist/src/sandbox/create-person.js";
import { startPictureArxiv } from "./picture-arxiv.mjs";

const out = "/tmp/h13/";
const arxiv = await startPictureArxiv();
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const bot = spawn(process.execPath, [new URL("../dist/src/main.js", import.meta.url).pathname, "start"], {
  cwd: mkdtempSync("/tmp/h13/w-"),
  env: {
    ...process.env,
    DETAILS: "true",
    ARXIV_API_URL: arxiv.url,
    CROSSREF_API_URL: arxiv.url,
    SANDBOX_PORT: "0",
    LOG_LEVEL: "silent",
    DISCORD_TOKEN: "",
  },
});
const url = await new Promise((r) =>
  bot.stdout.on("data", (c) => {
    const f = /http:\/\/127\.0\.0\.1:\d+/.exec(String(c));
    if (f) r(f[0]);
  }),
);
const sizes = { wide: [1280, 800], narrow: [390, 780] };
async function open(as, channel, size, scheme) {
  const page = await browser.newPage({
    viewport: { width: sizes[size][0], height: sizes[size][1] },
    colorScheme: scheme,
  });
  page.setDefaultTimeout(8000);
  await page.goto(`${url}/?as=${as}&channel=${channel}`);
  await page.getByRole("log", { name: "Messages" }).and(page.locator("[aria-busy=false]")).waitFor();
  return page;
}
async function typed(page, command) {
  await page.keyboard.press("/");
  await page.keyboard.type(command.slice(1));
  await sleep(300);
  const run = page.getByRole("button", { name: "Run the command" });
  if (await run.isVisible()) await run.click();
  else await page.keyboard.press("Enter");
  await sleep(1200);
}
const shot = (page, name) => page.screenshot({ path: `${out}${name}.png` });
const todo = (process.argv[2] ?? "all").split(",");
const want = (name) => todo.includes("all") || todo.includes(name);
try {
  await (await import(process.argv[3])).default({
    open,
    typed,
    shot,
    want,
    sleep,
    url,
    createPerson,
    browser,
  });
} finally {
  bot.kill();
  arxiv.close();
  await browser.close();
}
