/**
 * Changes one thing in the source at a time, and counts which of these mutants the tests kill. The mutants are
 * Stryker's; a sample of them is taken, the same with the same seed. Those in bench/equivalent-mutants.json, which nobody
 * could notice, are left out.
 *
 *     npm run bench -- mutants [--room interactions,query] [--file parse-query] [--mutants 60] [--seed 1]
 *         [--tests test/search/words]
 */
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

if (process.argv[2] === "child") {
  const { runChild } = await import("./mutants/run-child.js");
  await runChild(process.argv[3] ?? "");
} else {
  const { readEquivalents } = await import("./mutants/equivalents.js");
  const { hunt, tryTests } = await import("./mutants/hunt.js");
  const { mutantsOf } = await import("./mutants/mutants-of.js");
  const { isRoom, rooms } = await import("./mutants/rooms.js");
  const { createTestRunner } = await import("./mutants/test-runner.js");
  const { buildWorkshop, repository } = await import("./mutants/workshop.js");
  const { createRandom } = await import("./search/random.js");

  const { values } = parseArgs({
    options: {
      room: { type: "string", default: Object.keys(rooms).join(",") },
      file: { type: "string", default: "" },
      mutants: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      tests: { type: "string", default: "" },
    },
  });
  const wanted = values.room.split(",").filter(isRoom);
  const isEquivalent = readEquivalents(repository);
  const filesIn = (folder: string) =>
    readdirSync(`${repository}/${folder}`, { recursive: true, encoding: "utf8" }).map(
      (file) => `${folder}/${file}`,
    );
  const sources = filesIn("src").sort();
  // A mutant is switched on in the test's own process: one that kills other processes is left out.
  const tests = filesIn("test")
    .filter((file) => file.endsWith(".test.ts") && !file.endsWith("crash.test.ts"))
    .sort();
  const table: Record<string, Record<string, number>> = {};

  for (const name of wanted) {
    const room = rooms[name];
    const files = sources.filter((file) => room.sources.test(file) && file.includes(values.file));
    const instrumented = await mutantsOf(repository, files);
    const distinct = instrumented.mutants.filter((mutant) => !isEquivalent(mutant));
    const sample = createRandom(Number(values.seed)).shuffle(distinct).slice(0, Number(values.mutants));
    console.log(`${name}: ${sample.length} of ${distinct.length} mutants in ${files.length} files`);
    const workshop = buildWorkshop(repository, instrumented);
    const runner = createTestRunner(fileURLToPath(import.meta.url), workshop.folder);
    try {
      const ofRoom = tests.filter(
        (file) => file.startsWith(values.tests) && room.tests.some((beginning) => file.startsWith(beginning)),
      );
      const tried = await tryTests(ofRoom, workshop, runner);
      const kills = new Map<string, number>();
      const counts = { killed: 0, "timed out": 0, survived: 0, "not reached": 0 };
      for (const mutant of sample) {
        const { fate, by } = await hunt(mutant, tried, workshop, runner, kills);
        counts[fate] += 1;
        const short = (text: string) => text.replace(/\s+/g, " ").slice(0, 120);
        console.log(
          `${fate.padEnd(11)} ${mutant.file}:${mutant.line} ${mutant.mutator}: ${short(mutant.original)} → ${short(mutant.replacement)}` +
            (by === null ? "" : ` (${by})`),
        );
      }
      const dead = counts.killed + counts["timed out"];
      table[name] = { ...counts, "killed, %": Math.round((1000 * dead) / sample.length) / 10 };
    } finally {
      runner.stop();
      rmSync(workshop.folder, { recursive: true, force: true });
    }
  }
  console.table(table);
}
