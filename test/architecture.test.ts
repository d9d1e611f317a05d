import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What each part may import of ours, as CONTRIBUTING.md draws it: arrows point down. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/catalogue": [],
  "src/search": ["src/catalogue"],
  "src/store": ["src/catalogue"],
  "src/config": ["src/catalogue", "src/search", "src/store", "src/upstream"],
  "src/upstream": ["src/catalogue", "src/store"],
  "src/announce": ["src/catalogue", "src/search", "src/store"],
  "src/interactions": [],
  "src/lists": ["src/catalogue", "src/search", "src/store", "src/config", "src/upstream", "src/announce"],
  "src/views": ["src/catalogue", "src/search", "src/lists", "src/announce", "src/interactions"],
  "src/discord": ["src/announce", "src/interactions"],
  "src/sandbox": [],
  "src/playground": ["src/catalogue", "src/upstream", "src/sandbox"],
  commands: ["src/catalogue", "src/search", "src/lists", "src/announce", "src/interactions", "src/views"],
};

const files = ["src", "commands"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file)),
);

/** The part a file belongs to; the files directly in src see everything. */
function partOf(file: string): string | undefined {
  return Object.keys(mayImport).find((part) => file.startsWith(`${part}/`));
}

/** The files of ours that a file imports. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, specifier = ""]) =>
    relative(root, join(root, dirname(file), specifier)),
  );
}

describe("the house", () => {
  test.each(Object.entries(mayImport))("%s imports only from itself and %j", (part, others) => {
    const forbidden = files
      .filter((file) => file.startsWith(`${part}/`))
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => ![part, ...others].some((folder) => target.startsWith(`${folder}/`)));
    expect(forbidden).toEqual([]);
  });

  test("a part that is not drawn yet does not exist", () => {
    const undrawn = files.filter((file) => file.split("/").length > 2 && partOf(file) === undefined);
    expect(undrawn.filter((file) => !/^src\/(?:cli|wiring)\//.test(file))).toEqual([]);
  });

  test("only src/config/read-config.ts reads the environment", () => {
    const readers = files.filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"));
    expect(readers).toEqual(["src/config/read-config.ts"]);
  });

  test("every file in commands/ is in the list of commands", () => {
    const index = readFileSync(join(root, "commands/index.ts"), "utf8");
    const commandFiles = files.filter((file) => file.startsWith("commands/") && file !== "commands/index.ts");
    expect(commandFiles.length).toBeGreaterThan(0);
    for (const file of commandFiles) expect(index).toContain(`"./${file.slice(9, -3)}.js"`);
  });
});
