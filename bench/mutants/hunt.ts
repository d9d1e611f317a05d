import type { Mutant } from "./mutants-of.js";
import type { TestRunner } from "./test-runner.js";
import type { Workshop } from "./workshop.js";

export type Fate = "killed" | "timed out" | "survived" | "not reached";

/** A test file, how long it takes without a mutant, in milliseconds, and how often it reaches each mutant. */
interface TestFile {
  readonly name: string;
  readonly takes: number;
  readonly reaches: ReadonlyMap<string, number>;
}

/** Time for a test file on a busy machine: a mutant may be slow, but has to end. Milliseconds. */
const timeLimit = (takes: number): number => 20_000 + takes * 6;

/** Runs each test file without a mutant. @throws where one fails already */
export async function tryTests(
  names: readonly string[],
  { switchOn, reached }: Workshop,
  runner: TestRunner,
): Promise<TestFile[]> {
  const files: TestFile[] = [];
  switchOn(null);
  for (const name of names) {
    const start = performance.now();
    const verdict = await runner.run(name, 600_000);
    if (verdict !== "passed") throw new Error(`${name} fails without a mutant: ${verdict}`);
    files.push({ name, takes: performance.now() - start, reaches: new Map(Object.entries(reached())) });
  }
  return files;
}

/** Runs the test files that reach the mutant, the quickest first, until one fails. */
export async function hunt(
  { id, file }: Mutant,
  tests: readonly TestFile[],
  { switchOn }: Workshop,
  runner: TestRunner,
  kills: Map<string, number>,
): Promise<{ readonly fate: Fate; readonly by: string | null }> {
  const keyOf = (name: string): string => `${file} ${name}`;
  const worth = ({ name, takes }: TestFile): number => (1 + (kills.get(keyOf(name)) ?? 0)) / takes;
  const reaching = tests.filter(({ reaches }) => reaches.has(id)).sort((a, b) => worth(b) - worth(a));
  if (reaching.length === 0) return { fate: "not reached", by: null };
  for (const { name, takes, reaches } of reaching) {
    switchOn(id, 1000 + 100 * (reaches.get(id) ?? 0));
    const verdict = await runner.run(name, timeLimit(takes));
    if (verdict === "passed") continue;
    kills.set(keyOf(name), (kills.get(keyOf(name)) ?? 0) + 1);
    return { fate: verdict === "failed" ? "killed" : "timed out", by: name };
  }
  return { fate: "survived", by: null };
}
