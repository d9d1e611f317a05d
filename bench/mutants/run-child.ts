import { createVitest } from "vitest/node";

/** What the parent is told about a test file. */
export type Verdict = "passed" | "failed";

/** Runs the test files that the parent names, one after another, with the sources read and transformed once. */
export async function runChild(folder: string): Promise<void> {
  process.chdir(folder);
  const vitest = await createVitest("test", {
    config: `${folder}/vitest.config.mjs`,
    root: folder,
    watch: false,
  });
  const specifications = new Map(
    (await vitest.globTestSpecifications()).map((one) => [one.moduleId.slice(folder.length + 1), one]),
  );
  process.on("message", async (file: string) => {
    const specification = specifications.get(file);
    if (specification === undefined) throw new Error(`There is no test file ${file}`);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
    const passed =
      unhandledErrors.length === 0 && testModules.length > 0 && testModules.every((module) => module.ok());
    process.send?.((passed ? "passed" : "failed") satisfies Verdict);
  });
  process.on("disconnect", () => process.exit());
  process.send?.("ready");
}
