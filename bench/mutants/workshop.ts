import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Instrumented } from "./mutants-of.js";

/** A copy of the repository in which the instrumented files stand in place of the original ones. */
export interface Workshop {
  readonly folder: string;
  /** Switches a mutant on for the test files that start from now on; all are off with `null`. */
  readonly switchOn: (mutant: string | null) => void;
  /** The mutants that the last test file has reached. */
  readonly reached: () => string[];
}

const copied = ["bench", "commands", "data", "docs", "dist", "scripts", "src", "test"];
const copiedFiles = ["package.json", "tsconfig.json", "CONTRIBUTING.md", "README.md"];

/** Runs in each test file's process, before the file. A loop that a mutant makes endless ends after so many rounds. */
const setup = `import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll } from "vitest";
const mutant = existsSync("mutant") ? readFileSync("mutant", "utf8") : "";
const stryker = (globalThis.__stryker__ ??= {});
stryker.activeMutant = mutant === "" ? "none" : mutant;
if (mutant !== "") Object.assign(stryker, { hitCount: 0, hitLimit: 1_000_000 });
else afterAll(() => {
  const { static: atImport = {}, perTest = {} } = stryker.mutantCoverage ?? {};
  writeFileSync("reached", JSON.stringify(Object.keys(Object.assign({}, atImport, ...Object.values(perTest)))));
});
`;

const config = `export default {
  test: {
    include: ["test/**/*.test.ts"], pool: "forks", maxWorkers: 1, fileParallelism: false, bail: 1,
    testTimeout: 60_000, hookTimeout: 60_000, setupFiles: ["./setup.mjs"], reporters: [{}], watch: false,
    dangerouslyIgnoreUnhandledErrors: false,
  },
};
`;

/** @param root the repository */
export function buildWorkshop(root: string, { files }: Instrumented): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-mutants-"));
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of copiedFiles) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const { name, content } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, "setup.mjs"), setup);
  writeFileSync(join(folder, "vitest.config.mjs"), config);
  return {
    folder,
    switchOn: (mutant) => writeFileSync(join(folder, "mutant"), mutant ?? ""),
    reached: () => JSON.parse(readFileSync(join(folder, "reached"), "utf8")),
  };
}

/** The repository that this program was bundled from. */
export const repository = fileURLToPath(new URL("../../..", import.meta.url));
