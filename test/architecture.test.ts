import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { routes } from "../commands/routes.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What each part may import of ours. CONTRIBUTING.md has the same table. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/package": [],
  "src/catalogue": [],
  "src/search": ["src/catalogue"],
  "src/programs": ["src/package"],
  "src/reading": ["src/package", "src/programs", "src/catalogue", "src/search"],
  "src/store": ["src/catalogue"],
  "src/processes": ["src/store"],
  "src/details": ["src/catalogue", "src/reading", "src/store"],
  "src/citations": ["src/package", "src/catalogue"],
  "src/upstream": ["src/programs", "src/catalogue", "src/reading", "src/store"],
  "src/announce": ["src/catalogue", "src/reading", "src/store"],
  "src/config": ["src/package", "src/catalogue", "src/search", "src/store"],
  "src/lists": [
    "src/catalogue",
    "src/reading",
    "src/search",
    "src/store",
    "src/upstream",
    "src/announce",
    "src/config",
    "src/processes",
  ],
  "src/interactions": [],
  "src/discord": ["src/announce", "src/config", "src/interactions"],
  "src/operations": ["src/announce", "src/config", "src/discord", "src/lists", "src/store"],
  "src/views": [
    "src/catalogue",
    "src/citations",
    "src/search",
    "src/announce",
    "src/lists",
    "src/discord",
    "src/interactions",
    "src/operations",
  ],
  "src/sandbox": ["src/package"],
  "src/playground": ["src/catalogue", "src/reading", "src/upstream", "src/sandbox"],
  commands: [
    "src/catalogue",
    "src/search",
    "src/announce",
    "src/lists",
    "src/discord",
    "src/interactions",
    "src/views",
  ],
};

/** Parts of which only types may be imported. */
const mayImportTypes: Readonly<Record<string, readonly string[]>> = {
  "src/announce": ["src/processes"],
  "src/discord": ["src/store"],
  "src/operations": ["src/interactions"],
  "src/views": ["src/store", "src/details"],
  commands: ["src/operations", "src/store"],
};

const files = ["src", "commands"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file)),
);

/** The part a file belongs to; the files directly in src, in src/app and src/cli see everything. */
function partOf(file: string): string | undefined {
  return Object.keys(mayImport).find((part) => file.startsWith(`${part}/`));
}

/** The files of ours that a file imports, and whether it imports their types alone. */
function importsOf(file: string): { readonly target: string; readonly isType: boolean }[] {
  const source = readFileSync(join(root, file), "utf8");
  const imports = source.matchAll(/(import type [^"]*|from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...imports].map(([, keyword = "", specifier = ""]) => ({
    target: relative(root, join(root, dirname(file), specifier)),
    isType: keyword.startsWith("import type "),
  }));
}

/** The row of a part in the table of CONTRIBUTING.md. */
function documentedRow(part: string): string {
  const list = (parts: readonly string[]) => parts.map((name) => `\`${name}\``).join(", ");
  const types = mayImportTypes[part];
  const parts = list(mayImport[part] ?? []) || "nothing of ours";
  return `| \`${part}\` | ${parts}${types === undefined ? "" : `; types of ${list(types)}`} |`;
}

describe("the architecture", () => {
  test("is the one that CONTRIBUTING.md describes", () => {
    const lines = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split("\n");
    const documented = lines.filter((line) => /^\| `(?:src\/\w+|commands)` \|/.test(line));
    expect(documented).toEqual(Object.keys(mayImport).map(documentedRow));
  });

  test.each(Object.entries(mayImport))("%s imports only from itself and %j", (part, others) => {
    const forbidden = files
      .filter((file) => file.startsWith(`${part}/`))
      .flatMap((file) => importsOf(file).map((one) => ({ file, ...one })))
      .filter(({ target, isType }) => {
        const allowed = [part, ...others, ...(isType ? (mayImportTypes[part] ?? []) : [])];
        return !allowed.some((folder) => target.startsWith(`${folder}/`));
      });
    expect(forbidden).toEqual([]);
  });

  test("every right to import is used", () => {
    const rights = Object.entries(mayImport).flatMap(([part, others]) =>
      [...others, ...(mayImportTypes[part] ?? [])].map((other) => ({ part, other })),
    );
    const unused = rights.filter(
      ({ part, other }) =>
        !files.some(
          (file) =>
            file.startsWith(`${part}/`) &&
            importsOf(file).some(({ target }) => target.startsWith(`${other}/`)),
        ),
    );
    expect(unused).toEqual([]);
  });

  test("every folder of the code is one of these parts", () => {
    const unknown = files.filter((file) => file.split("/").length > 2 && partOf(file) === undefined);
    expect(unknown.filter((file) => !/^src\/(?:app|cli)\//.test(file))).toEqual([]);
  });

  test("only src/config/read-config.ts reads the environment", () => {
    const readers = files.filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"));
    expect(readers).toEqual(["src/config/read-config.ts"]);
  });

  test("every file in commands/ is in the list of commands", () => {
    const index = readFileSync(join(root, "commands/index.ts"), "utf8");
    const commandFiles = files.filter(
      (file) => file.startsWith("commands/") && !/\/(?:index|routes)\.ts$/.test(file),
    );
    expect(commandFiles.length).toBeGreaterThan(0);
    for (const file of commandFiles) expect(index).toContain(`"./${file.slice(9, -3)}.js"`);
  });

  test("only the entry points lie loose in src", () => {
    const loose = files.filter((file) => /^src\/[^/]+$/.test(file));
    expect(loose.sort()).toEqual(["src/main.ts", "src/start.ts"]);
  });

  test("every path that is declared has a route, and every route a path", () => {
    const sources = files
      .filter((file) => /^(?:commands|src\/views)\//.test(file))
      .map((file) => readFileSync(join(root, file), "utf8"));
    const declared = sources.flatMap((source) =>
      [...source.matchAll(/\bpath<[^(]*>\(\s*"(\w+)"/g)].map(([, name = ""]) => name),
    );
    expect(declared.length).toBeGreaterThan(20);
    expect(declared.sort()).toEqual(routes.map(({ name }) => name).sort());
  });
});
