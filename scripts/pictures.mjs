// Takes the pictures in docs/: the built bot in its sandbox, used in Chromium as a person would. `npm run pictures`.
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "paperboy-pictures-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

/** The bot in its sandbox, and where its page is. */
async function start(settings = {}) {
  const bot = spawn(process.execPath, [`${root}dist/src/main.js`, "start"], {
    cwd: folder,
    env: {
      ...process.env,
      DETAILS: "false",
      SANDBOX_PORT: "0",
      LOG_LEVEL: "silent",
      DISCORD_TOKEN: "",
      UPSTREAM_URL: "",
      ...settings,
    },
  });
  const url = await new Promise((resolve) =>
    bot.stdout.on("data", (chunk) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
      if (found) resolve(found[0]);
    }),
  );
  return { bot, url };
}

async function open(url, as, channel, colorScheme) {
  const viewport = { width: 1180, height: 760 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5, colorScheme });
  await page.goto(`${url}/?as=${as}&channel=${channel}`);
  await page.waitForTimeout(600);
  return page;
}

const one = await start();
const mira = await open(one.url, "Mira", "reading-group", "dark");
await mira.keyboard.type("/search quantisation has:code", { delay: 20 });
await mira.keyboard.press("Escape");
await mira.keyboard.press("Enter");
await mira.getByRole("heading", { name: "15 papers for" }).waitFor();
await mira.waitForTimeout(500);
await mira.screenshot({ path: `${root}docs/search.png` });

const ada = await open(one.url, "Ada", "papers", "light");
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

one.bot.kill();

/** A list of real titles as a git repository. */
async function repository(name, markdown) {
  const dir = join(folder, name);
  await mkdir(dir);
  await writeFile(join(dir, "README.md"), markdown);
  for (const args of [
    ["init", "--quiet"],
    ["add", "."],
    ["commit", "--quiet", "-m", "Update"],
  ])
    spawnSync("git", ["-C", dir, "-c", "user.name=Someone", "-c", "user.email=someone@example.org", ...args]);
  return `file://${dir}`;
}
const quantization = await readFile(`${root}data/awesome-transformer-quantization.md`, "utf8");
const titles = (await readFile(`${root}bench/search/titles.tsv`, "utf8")).split("\n").slice(0, 120);
const entries = titles
  .map((line) => line.split("\t"))
  .map(
    ([title, venue, year]) =>
      `- ${title}, ${venue} ${year} [[paper](https://example.org/${encodeURIComponent(title)})]`,
  );
const lists = [
  { id: "quantization", url: await repository("quantization", quantization) },
  {
    id: "efficient-ai",
    url: await repository("efficient-ai", `# Awesome Efficient AI\n\n${entries.join("\n")}\n`),
  },
];
await writeFile(join(folder, "paperboy.config.json"), JSON.stringify({ lists }));
const two = await start();
const admin = await open(two.url, "Ada", "reading-group", "dark");
await admin.keyboard.type("/lists", { delay: 20 });
await admin.keyboard.press("Enter");
await admin.waitForTimeout(200);
await admin.keyboard.press("Enter");
await admin.getByRole("heading", { name: "2 lists" }).waitFor();
await admin.waitForTimeout(500);
await admin.screenshot({ path: `${root}docs/lists.png` });

await browser.close();
two.bot.kill();
await rm(folder, { recursive: true });
