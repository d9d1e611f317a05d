import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lintList } from "../src/catalogue/lint-list.js";
import { parseList } from "../src/catalogue/parse-list.js";
import { fillPages, generatedFiles } from "../src/cli/reference.js";
import { readVenues } from "../src/config/data.js";
import { parseConfig } from "../src/config/read-config.js";
import { settings } from "../src/config/settings.js";
import { noInput } from "../src/interactions/route.js";
import { size, sizeRoutes } from "./example-command.js";
import { servedList, viewOver } from "./lists/support.js";
import { paper } from "./search/fixtures.js";
import { contextOf } from "./views/support.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const markdownIn = (folder: string) => readdirSync(join(root, folder)).filter((file) => file.endsWith(".md"));

const brokenList = `# Awesome Small Models

## ICML-2024

- [Outlier-Free Activations for Vision Transformers](https://arxiv.org/abs/2401.00001)
- [Rounding to Learn: Data-Free Quantization](https://arxiv.org/abs/2401.00002)
- [Learning Step Sizes for Low-Bit Networks](https://arxiv.org/abs/2401.00003)
- [Ternary Weights at Scale](https://arxiv.org/abs/2401.00003)
- [Output Sensitivity-Aware DETR Quantization](), NeurIPS 2024

## NeurIPS-2023

- [Bits Where They Matter: Mixed Precision Search](https://arxiv.org/abs/2305.00001)
- Pruning and Quantization in One Step
- [Learning Step Sizes for Low-Bit Networks](https://arxiv.org/abs/2401.00003)
- [Calibration Without Data [[code](https://github.com/someone/calib)]

## Others

- [[paper](https://arxiv.org/abs/2305.00012)] [[code](https://github.com/someone/code)]
- [Compressing Speech Models for Small Devices](https://arxiv.org/abs/2305.00009)
- [Pruning for Very Small Devices](https://arxiv.org/abs/2014.10510), ICML 2020
`;

const referencePages = ["README.md", ...markdownIn("docs").map((file) => `docs/${file}`)];
const allPages = [
  ...referencePages,
  "CONTRIBUTING.md",
  "PRIVACY.md",
  "SECURITY.md",
  "src/sandbox/README.md",
  "src/search/README.md",
];
const manifest = JSON.parse(read("package.json"));

describe("docs/RELIABILITY.md", () => {
  const rows = read("docs/RELIABILITY.md")
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.includes(".test.ts`"));

  test.each(rows)("names a test that there is: %s", (row) => {
    const [, file = "", name = ""] = /\| `(test\/[\w/-]+\.test\.ts)`: (.+) \|$/.exec(row) ?? [];
    expect(read(file)).toContain(name);
  });

  test("has a test in each row", () => {
    const all = read("docs/RELIABILITY.md").match(/^\| (?!---|what can happen)/gm) ?? [];
    expect(rows).toHaveLength(all.length);
    expect(rows.length).toBeGreaterThan(60);
  });
});

describe("the tables of the documentation are those that the code makes (npm run docs writes them)", () => {
  const pages = new Map(referencePages.map((path) => [path, read(path)]));
  const fillWith = (path: string, change: (text: string) => string) =>
    fillPages(new Map([...pages, [path, change(pages.get(path) ?? "")]]));

  test.each(referencePages)("in %s", (path) => {
    expect(read(path)).toBe(fillPages(pages).get(path));
  });

  test.each(Object.entries(generatedFiles))("%s is generated as a whole", (path, make) => {
    expect(read(path)).toBe(make());
  });

  test("a missing, doubled or unfinished marker is an error that names it", () => {
    const [start, end] = ["<!-- settingsTable -->\n", "<!-- /settingsTable -->"];
    const settingsPage = "docs/settings.md";
    expect(() => fillWith(settingsPage, (text) => text.replace(start, ""))).toThrow(
      /No page .*settingsTable/,
    );
    expect(() => fillWith("README.md", (text) => `${text}\n${start}${end}`)).toThrow(
      /settingsTable --> is in README\.md and in docs\/settings\.md/,
    );
    expect(() => fillWith(settingsPage, (text) => text.replace(end, ""))).toThrow(
      /needs one .*settingsTable/,
    );
  });
});

describe("what the documentation mentions exists", () => {
  test.each(allPages)("the relative links of %s", (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(
      ([, path = ""]) => path,
    );
    expect(targets.filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([]);
  });

  test.each(allPages)("the headings that %s links to", (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)];
    const broken = links.filter(([, path = "", id = ""]) => {
      const target = path === "" ? page : join(dirname(page), path);
      return !headingIds(read(target)).includes(id);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test.each(allPages)("the files that %s names", (page) => {
    expect(filesNamedIn(read(page)).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("each function in the walks of CONTRIBUTING.md is in a file that its line names", () => {
    const steps = read("CONTRIBUTING.md")
      .split("\n")
      .map((line) => ({ line, files: filesNamedIn(line), functions: [...line.matchAll(/(\w+)\(\)/g)] }))
      .filter(({ files, functions }) => files.length > 0 && functions.length > 0);
    const wrong = steps.filter(({ files, functions }) => {
      const code = files.map(read).join("\n");
      return !functions.every(([, name = ""]) => new RegExp(`\\b${name}\\b`).test(code));
    });
    expect(steps.length).toBeGreaterThan(25);
    expect(wrong.map(({ line }) => line)).toEqual([]);
  });

  test.each(allPages)("the npm scripts in %s", (page) => {
    const names = [...read(page).matchAll(/npm (?:run (?:-s )?|(?=start|test))([a-z][\w:]*)/g)];
    const missing = names.map(([, name = ""]) => name).filter((name) => !(name in manifest.scripts));
    expect(missing).toEqual([]);
  });

  test("every page in docs/ is in its table of contents", () => {
    const contents = read("docs/README.md");
    for (const file of markdownIn("docs").filter((file) => file !== "README.md"))
      expect(contents).toContain(`](${file})`);
  });
});

test("each dependency has a line in docs/packages.md that says what it is for", () => {
  const packages = read("docs/packages.md");
  for (const name of Object.keys(manifest.dependencies))
    expect(packages).toMatch(new RegExp(`^\\| .*\`${name}\`.*\\|`, "m"));
});

test("nothing to copy has a placeholder for an address", () => {
  for (const page of allPages)
    for (const [block] of read(page).matchAll(/^```(?:sh|yaml|console|json)\n[\s\S]*?^```/gm))
      expect(block, page).not.toMatch(/example\.(?:org|com)|github\.com\/(?:someone|you|your)/);
});

test("the README is two screens, and says how many papers the bundled list has", () => {
  const readme = read("README.md");
  expect(readme.split("\n").length).toBeLessThan(100);
  const { papers } = parseList(read("data/awesome-transformer-quantization.md"), readVenues());
  expect(readme).toContain(`The bundled list has ${papers.length} papers`);
});

test("the example messages of paperboy check are those of a small broken list", () => {
  const printed = lintList([{ path: "README.md", markdown: brokenList }], readVenues()).map(
    ({ path, line, message }) => `${path}:${line}: ${message}`,
  );
  const examples = [...read("docs/lists.md").matchAll(/`(README\.md:\d+: [^`]+)`/g)].map(([, text]) => text);
  expect(examples.length).toBeGreaterThan(5);
  expect(printed).toEqual(expect.arrayContaining(examples));
});

describe("the new command in CONTRIBUTING.md", () => {
  test("is the compiled one in test/example-command.ts", () => {
    const [, code] = /```ts\n([\s\S]*?)```/.exec(read("CONTRIBUTING.md")) ?? [];
    expect(code).toBe(read("test/example-command.ts"));
  });

  test("counts the papers of a year, with a button for all years", async () => {
    const papers = [paper("One", { year: 2022 }), paper("Two", { year: 2023 })];
    const context = contextOf(viewOver(servedList("list", papers)));
    const answer = await size.execute(new Map([["year", { value: 2023 }]]), context);
    expect(answer).toMatchObject({
      blocks: [{ content: "1 paper of 2023" }],
      buttons: [{ custom_id: "size:" }],
    });
    expect(sizeRoutes[0]?.open("", context, noInput)).toMatchObject({ blocks: [{ content: "2 papers" }] });
  });
});

/** The paths of files in a text, from the top folder. */
function filesNamedIn(text: string): string[] {
  const path = /(?<![\w./-])(?:src|test|commands|bench|data|scripts|docs)\/[\w./-]*\.\w+/g;
  return [...text.matchAll(path)].map(([file]) => file);
}

/** The ids that GitHub gives to the headings of a page. */
function headingIds(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

describe("settings", () => {
  test("all are optional", () => {
    expect(parseConfig({})).toMatchObject({ DISCORD_TOKEN: null, SANDBOX_PORT: 8787, LOG_LEVEL: "info" });
  });

  test("an empty variable counts as not set", () => {
    expect(parseConfig({ DISCORD_TOKEN: " ", SANDBOX_PORT: "" })).toMatchObject({
      DISCORD_TOKEN: null,
      SANDBOX_PORT: 8787,
    });
  });

  test.each([
    ["DISCORD_GUILD_ID", "my server"],
    ["SANDBOX_PORT", "http"],
    ["SANDBOX_PORT", "70000"],
    ["LIST_URL", "javascript:alert(1)"],
    ["LOG_LEVEL", "loud"],
  ])("a wrong %s is reported in one sentence that names it and not its value", (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`^${name} is .*\\.$`));
    expect(() => parseConfig({ [name]: value })).not.toThrow(value);
  });

  test("each has a meaning and a default", () => {
    for (const schema of Object.values(settings.shape)) {
      expect(schema.meta()).toMatchObject({
        about: expect.stringMatching(/\.$/),
        whenUnset: expect.stringMatching(/./),
      });
    }
  });
});
