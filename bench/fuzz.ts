/**
 * Reads 10,000 mutated versions of the default list in turn, as the watcher does, and prints the results. Exits with 1
 * if a paper was announced twice, the list was lost, or anything threw.
 */
import { fuzz } from "../test/upstream/fuzz-lists.js";

const lists = Number(process.argv[2] ?? 10_000);
const { findings, slowestMs, ...counts } = await fuzz(lists, 1);
console.table([{ ...counts, "slowest ms": Math.round(slowestMs), findings: findings.length }]);
for (const { seed, what } of findings.slice(0, 20)) console.log(`seed ${seed}: ${what}`);
process.exitCode = findings.length > 0 ? 1 : 0;
