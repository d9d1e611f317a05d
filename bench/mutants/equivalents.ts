import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Mutant } from "./mutants-of.js";

/** A mutant that no test can kill, because it changes nothing that anybody could notice, and why. */
const equivalent = z.strictObject({
  file: z.string(),
  mutator: z.string(),
  original: z.string(),
  replacement: z.string(),
  /** The line that the mutant begins in, without the spaces around it; needed where the same code stands twice. */
  line: z.string().optional(),
  reason: z.string(),
});

/** @returns whether a mutant is noted in bench/equivalent-mutants.json */
export function readEquivalents(root: string): (mutant: Mutant) => boolean {
  const noted = z
    .array(equivalent)
    .parse(JSON.parse(readFileSync(`${root}/bench/equivalent-mutants.json`, "utf8")));
  const lines = new Map<string, string[]>();
  const lineOf = ({ file, line }: Mutant): string => {
    const known = lines.get(file) ?? readFileSync(`${root}/${file}`, "utf8").split("\n");
    lines.set(file, known);
    return known[line - 1]?.trim() ?? "";
  };
  return (mutant) =>
    noted.some(
      ({ file, mutator, original, replacement, line }) =>
        file === mutant.file &&
        mutator === mutant.mutator &&
        original === mutant.original &&
        replacement === mutant.replacement &&
        (line === undefined || line === lineOf(mutant)),
    );
}
