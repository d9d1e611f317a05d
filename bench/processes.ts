/**
 * Runs three bots on PostgreSQL and the sandbox, harms them while they announce, and counts what arrived.
 *
 *     npm run bench -- processes [--rounds 100] [--channels 6] [--seed 1]
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Imported when needed: a child starts without the sandbox and its schemas.
if (process.argv[2] === "child") {
  const { runChild } = await import("./processes/child.js");
  await runChild(process.argv[3] ?? "");
} else {
  const { runRounds } = await import("./processes/run-rounds.js");
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "100" },
      channels: { type: "string", default: "6" },
      seed: { type: "string", default: "1" },
    },
  });
  const result = await runRounds({
    program: fileURLToPath(import.meta.url),
    rounds: Number(values.rounds),
    channels: Number(values.channels),
    seed: Number(values.seed),
    onProgress: (line) => console.error(line),
  });
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.missing.length + result.repeated.length === 0 ? 0 : 1;
}
