/**
 * Runs the whole bot under all faults at random, with strangers' hostile lists, a locked database and people who search
 * all the time. Every announcement has to arrive exactly once, answers have to be fast, and memory flat.
 *
 *     npm run bench -- soak [--minutes 10] [--people 200] [--seed 1]
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Imported when needed: the bot runs without the sandbox and its schemas.
const [, , role, argument = "", milliseconds = "0"] = process.argv;
if (role === "child") {
  await (await import("./soak/child.js")).runChild(argument);
} else if (role === "lock") {
  await (await import("./soak/lock-database.js")).lockDatabase(argument, Number(milliseconds));
} else {
  const { runSoak } = await import("./soak/run-soak.js");
  const { printReport } = await import("./soak/print-report.js");
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      people: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
    },
  });
  const result = await runSoak({
    program: fileURLToPath(import.meta.url),
    minutes: Number(values.minutes),
    people: Number(values.people),
    seed: Number(values.seed),
    onProgress: (line) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`),
  });
  process.exit(printReport(result) ? 0 : 1);
}
