// `npm run check:regexes -- src/catalogue` lists the regular expressions under a folder whose time is not linear, by recheck.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { check } from "recheck";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = process.argv[2] ?? "src";
const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(folder, file));

const found = new Map();
for (const file of files) {
  const source = readFileSync(join(root, file), "utf8");
  new Visitor({
    Literal({ regex, start }) {
      if (!regex) return;
      const line = source.slice(0, start).split("\n").length;
      found.set(`/${regex.pattern}/${regex.flags}`, { ...regex, where: `${file}:${line}` });
    },
  }).visit(parseSync(file, source).program);
}

let slow = 0;
for (const [text, { pattern, flags, where }] of found) {
  const { status, complexity, attack } = await check(pattern, flags, { timeout: 10_000 });
  if (status === "vulnerable") {
    slow++;
    console.log(`${where} ${text}: ${complexity.summary}, with ${attack.pattern}`);
  } else if (status === "unknown") console.log(`${where} ${text}: not decided`);
}
console.log(`${found.size} regular expressions, ${slow} slow`);
process.exitCode = slow > 0 ? 1 : 0;
