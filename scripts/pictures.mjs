// Takes the pictures in docs/: the built bot in its sandbox, looked at in Chromium. `npm run pictures`.
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { startPictureArxiv } from "./picture-arxiv.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundled = `${root}node_modules/.cache/paperboy-pictures`;
await build({
  entryPoints: ["create-operator", "create-person"].map((name) => `${root}src/sandbox/${name}.ts`),
  outdir: bundled,
  bundle: true,
  format: "esm",
  outExtension: { ".js": ".mjs" },
});
const { createOperator } = await import(`${bundled}/create-operator.mjs`);
const { createPerson } = await import(`${bundled}/create-person.mjs`);

const folder = await mkdtemp(join(tmpdir(), "paperboy-pictures-"));
const arxiv = await startPictureArxiv();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

/** The bot in its sandbox, and what people and the server's owner do there. */
async function start() {
  const bot = spawn(process.execPath, [`${root}dist/src/main.js`, "start"], {
    cwd: folder,
    env: {
      ...process.env,
      DETAILS: "true",
      ARXIV_API_URL: arxiv.url,
      CROSSREF_API_URL: arxiv.url,
      SANDBOX_PORT: "0",
      LOG_LEVEL: "silent",
      DISCORD_TOKEN: "",
      UPSTREAM_URL: "",
    },
  });
  const url = await new Promise((resolve) =>
    bot.stdout.on("data", (chunk) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
      if (found) resolve(found[0]);
    }),
  );
  return {
    operator: createOperator(url),
    person: (id, channel) => createPerson({ url, id, channel }),
    async open(as, channel, colorScheme, height = 760) {
      const viewport = { width: 1100, height };
      const page = await browser.newPage({ viewport, deviceScaleFactor: 1, colorScheme });
      await page.goto(`${url}/?as=${as}&channel=${channel}`);
      await page.getByRole("log", { name: "Messages" }).and(page.locator("[aria-busy=false]")).waitFor();
      return page;
    },
    stop: () => bot.kill(),
  };
}

async function take(page, name) {
  await sleep(500);
  await page.screenshot({ path: `${root}docs/${name}.png` });
  await page.close();
}

/** Types a command and runs it as it is written, whatever is suggested. */
async function run(page, command) {
  await page.keyboard.type(command, { delay: 20 });
  await sleep(400);
  await page.getByRole("button", { name: "Run the command" }).click();
}

/** What `read` finds, as soon as it does. */
async function until(read) {
  for (let wait = 0; wait < 400; wait++) {
    const found = await read();
    if (found) return found;
    await sleep(250);
  }
  throw new Error(`never came: ${read}`);
}

const one = await start();
const admin = one.person("Ada", "papers");
const channels = async () => (await admin.world()).channels;
const upstream = (action, fields) => one.operator.act("upstream", action, fields);

async function subscribe(options) {
  const { message } = await admin.run("subscribe", options);
  await admin.press(message, "Save");
}

// A search, and a card once its authors are known.
const title = "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference";
await until(async () =>
  JSON.stringify(await one.person("Jun", "general").run("paper", { title })).includes("Zhikai Li"),
);
const search = await one.open("Mira", "reading-group", "dark");
await run(search, "/search query:quantisation has:code");
await search.getByRole("heading", { name: "papers for" }).waitFor();
await take(search, "search");
const card = await one.open("Mira", "papers", "dark", 700);
await run(card, "/search query:i-vit integer");
await card.getByRole("heading", { name: "I-ViT" }).waitFor();
await take(card, "card");

// An announcement, with the local upstream beside it.
await subscribe({});
const seen = await one.open("Ada", "papers", "light", 700);
await seen.getByRole("button", { name: /local upstream/i }).click();
await seen.getByLabel("Title").fill("TernaryViT: Vision Transformers at 1.58 Bits");
await seen.getByLabel("Venue").first().selectOption("ICLR");
await seen.getByRole("button", { name: "Add a paper", exact: true }).click();
await seen.getByText("New paper: TernaryViT").first().waitFor();
await take(seen, "announcement");

// The forms of a subscription.
const form = await one.open("Ada", "general", "light", 800);
await run(form, "/subscribe query:detr has:code ");
await form.getByRole("button", { name: "What and when" }).click();
await form.getByRole("dialog").waitFor();
await take(form, "form");

// A forum post with replies and tags.
await one.operator.change({
  kind: "create-channel",
  name: "new-papers",
  type: 15,
  tags: ["New papers", "Code", "Accepted", "ICLR"],
});
const forum = await until(async () => (await channels()).find(({ name }) => name === "new-papers"));
const preprint = "SparseDETR-4bit: Detection Transformers in Four Bits";
await subscribe({ channel: forum.id });
await upstream("add", { title: preprint, venue: "arXiv", year: "2026", link: "", code: "" });
const post = await until(async () => (await channels()).find(({ name }) => name.includes("SparseDETR")));
const replies = (count) => until(async () => (await admin.read(post.id)).length >= count);
await upstream("code", { paper: preprint, code: "https://github.com/someone/sparse-detr-4bit" });
await replies(2);
await upstream("accept", { paper: preprint, venue: "ICLR", year: "2027" });
await replies(3);
await sleep(1000);
await take(await one.open("Mira", post.id, "dark", 900), "forum");

// A digest and a paper of the day, which come in the next minute.
const soon = new Date(Date.now() + 75_000);
const time = `${soon.getUTCHours()}:${String(soon.getUTCMinutes()).padStart(2, "0")} UTC`;
const reading = (await channels()).find(({ name }) => name === "reading-group");
await subscribe({
  channel: reading.id,
  cadence: `weekly ${["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"][soon.getUTCDay()]} ${time}`,
});
await subscribe({ channel: reading.id, query: "vit has:code", kinds: "picks", cadence: `daily ${time}` });
await upstream("add", {
  title: "Q-Mamba: State Space Models in Two Bits",
  venue: "NeurIPS",
  year: "2026",
  link: "",
  code: "https://github.com/someone/q-mamba",
});
await upstream("add", {
  title: "RoundViT: Rounding Is All It Takes",
  venue: "ICLR",
  year: "2027",
  link: "",
  code: "",
});
await upstream("code", {
  paper: "RoundViT: Rounding Is All It Takes",
  code: "https://github.com/someone/roundvit",
});
await until(
  async () => (await admin.read(reading.id)).filter(({ only_for }) => only_for === undefined).length >= 2,
);
await take(await one.open("Mira", "reading-group", "light", 740), "digest");
one.stop();

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
const admins = await two.open("Ada", "reading-group", "dark", 700);
await run(admins, "/lists ");
await admins.getByRole("heading", { name: "2 lists" }).waitFor();
await take(admins, "lists");
two.stop();

arxiv.close();
await browser.close();
await rm(folder, { recursive: true });
