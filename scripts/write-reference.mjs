// Writes the tables of README.md and docs/*.md, .env.example and the schema of paperboy.config.json from the code. Run by
// `npm run docs`, after a build.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fillPages, generatedFiles } from "../dist/src/cli/reference.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const docs = (await readdir(`${root}docs`)).filter((file) => file.endsWith(".md"));
const pages = new Map();
for (const path of ["README.md", ...docs.map((file) => `docs/${file}`)])
  pages.set(path, await readFile(`${root}${path}`, "utf8"));

for (const [path, text] of fillPages(pages)) await writeFile(`${root}${path}`, text);
for (const [path, make] of Object.entries(generatedFiles)) await writeFile(`${root}${path}`, make());
