// `npm run check:regexes` fails if a regular expression over text from outside may take more than linear time, by
// recheck. scripts/regex-verdicts.json has what was decided, so only new ones are analysed; `-- --write` adds them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { check } from "recheck";

const root = fileURLToPath(new URL("..", import.meta.url));
const verdictsFile = join(root, "scripts/regex-verdicts.json");
const folders = ["src", "commands"];
/** They run on the machine of the one who types into them. */
const localFolders = ["src/sandbox/", "src/playground/"];
const timeout = 10_000;

/** `linear`: by recheck. `bounded`: what bounds the text that it reads, or why it is linear though recheck cannot tell. */
const verdicts = JSON.parse(readFileSync(verdictsFile, "utf8"));
const linear = new Set(verdicts.linear);
const found = readRegexes();

let failures = 0;
for (const [text, { pattern, flags, where }] of found) {
  if (linear.has(text) || text in verdicts.bounded) continue;
  const { status, complexity, attack } = await check(pattern, flags, { timeout });
  if (status === "safe") {
    linear.add(text);
    continue;
  }
  failures++;
  const why =
    status === "vulnerable" ? `is ${complexity.summary}, with ${attack.pattern}` : "could not be decided";
  console.error(`${where} ${text} ${why}`);
}
if (process.argv.includes("--write")) {
  const known = [...linear].filter((text) => found.has(text)).sort();
  const bounded = Object.fromEntries(Object.entries(verdicts.bounded).filter(([text]) => found.has(text)));
  writeFileSync(verdictsFile, `${JSON.stringify({ linear: known, bounded }, null, 2)}\n`);
}
console.log(`${found.size} regular expressions, ${failures} that may be slow`);
if (failures > 0) {
  console.error(
    "Make them linear, or say in scripts/regex-verdicts.json under `bounded` what bounds their text.",
  );
  process.exitCode = 1;
}

/** Every literal, once, with a place of it. */
function readRegexes() {
  const regexes = new Map();
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      const file = join(folder, name);
      if (!/\.tsx?$/.test(name) || localFolders.some((local) => file.startsWith(local))) continue;
      const source = readFileSync(join(root, file), "utf8");
      new Visitor({
        Literal({ regex, start }) {
          if (!regex) return;
          const line = source.slice(0, start).split("\n").length;
          regexes.set(`/${regex.pattern}/${regex.flags}`, { ...regex, where: `${file}:${line}` });
        },
      }).visit(parseSync(file, source).program);
    }
  }
  return regexes;
}
