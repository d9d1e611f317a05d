/**
 * Runs three bots on PostgreSQL and the sandbox, harms them while they announce, and counts what arrived. Or lets them
 * send many announcements under Discord's limit of requests, and counts how many were refused. Or measures how soon two
 * of them serve what one has read.
 *
 *     npm run bench -- processes [--rounds 100] [--channels 6] [--seed 1]
 *     npm run bench -- processes --announcements 10000 [--bots 3]
 *     npm run bench -- processes --changes 20
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Imported when needed: a child starts without the sandbox and its schemas.
if (process.argv[2] === "child") {
  const { runChild } = await import("./processes/child.js");
  await runChild(process.argv[3] ?? "");
} else {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "100" },
      channels: { type: "string", default: "6" },
      seed: { type: "string", default: "1" },
      announcements: { type: "string" },
      bots: { type: "string", default: "3" },
      changes: { type: "string" },
    },
  });
  const shared = {
    program: fileURLToPath(import.meta.url),
    onProgress: (line: string) => console.error(line),
  };
  if (values.changes !== undefined) {
    const { serveChanges } = await import("./processes/serve-changes.js");
    const result = await serveChanges({ ...shared, changes: Number(values.changes) });
    console.log(JSON.stringify(result, null, 2));
  } else if (values.announcements !== undefined) {
    const { announceMany } = await import("./processes/announce-many.js");
    const result = await announceMany({
      ...shared,
      announcements: Number(values.announcements),
      processes: Number(values.bots),
    });
    console.log(JSON.stringify(result, null, 2));
  } else {
    const { runRounds } = await import("./processes/run-rounds.js");
    const result = await runRounds({
      ...shared,
      rounds: Number(values.rounds),
      channels: Number(values.channels),
      seed: Number(values.seed),
    });
    console.log(JSON.stringify(result, null, 2));
    process.exitCode = result.missing.length + result.repeated.length === 0 ? 0 : 1;
  }
}
