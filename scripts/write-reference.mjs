// Writes the tables of the README, .env.example and the schema of paperboy.config.json from the code. Run by `npm run docs`, after a build.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { reference } from "../dist/src/cli/reference.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { envExample, listsSchema, ...parts } = reference;

let readme = await readFile(`${root}README.md`, "utf8");
for (const [name, make] of Object.entries(parts)) {
  const part = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!part.test(readme)) throw new Error(`README.md has no part <!-- ${name} -->`);
  readme = readme.replace(part, (_, start, end) => `${start}${make()}\n${end}`);
}
await writeFile(`${root}README.md`, readme);
await writeFile(`${root}.env.example`, envExample());
await writeFile(`${root}docs/paperboy.config.schema.json`, listsSchema());
