import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Instrumented } from "./mutants-of.js";

const counts = z.record(z.string(), z.number());

/** A copy of the repository in which the instrumented files stand in place of the original ones. */
export interface Workshop {
  readonly folder: string;
  /**
   * Switches a mutant on for the test files that start from now on; all are off with `null`.
   *
   * @param limit how often it may be reached: a loop that it makes endless ends there
   */
  readonly switchOn: (mutant: string | null, limit?: number) => void;
  /** How often the last test file has reached each mutant. */
  readonly reached: () => Record<string, number>;
}

const copied = ["bench", "commands", "data", "docs", "dist", "scripts", "src", "test"];
const copiedFiles = ["package.json", "tsconfig.json", "CONTRIBUTING.md", "README.md"];

/** Runs in each test file's process, before the file. */
const setup = `import { readFileSync, writeFileSync } from "node:fs";
import { afterAll } from "vitest";
const { mutant, limit } = JSON.parse(readFileSync("mutant.json", "utf8"));
const stryker = (globalThis.__stryker__ ??= {});
if (mutant === null) afterAll(() => writeFileSync("reached.json", JSON.stringify(stryker.mutantCoverage?.static ?? {})));
else Object.assign(stryker, { activeMutant: mutant, hitCount: 0, hitLimit: limit });
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
    switchOn: (mutant, limit = 0) =>
      writeFileSync(join(folder, "mutant.json"), JSON.stringify({ mutant, limit })),
    reached: () => counts.parse(JSON.parse(readFileSync(join(folder, "reached.json"), "utf8"))),
  };
}

/** The repository that this program was bundled from. */
export const repository = fileURLToPath(new URL("../../..", import.meta.url));
