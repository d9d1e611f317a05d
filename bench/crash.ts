/**
 * Kills the process that announces in the middle of its work, and counts what arrived.
 *
 *     npm run bench -- crash [--kills 220] [--channels 24]
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Imported when needed: a child starts without the sandbox and its schemas.
if (process.argv[2] === "child") {
  const { runChild } = await import("./crash/child.js");
  await runChild(process.argv[3] ?? "");
} else {
  const { runCrashes } = await import("./crash/run-crashes.js");
  const { values } = parseArgs({
    options: { kills: { type: "string", default: "220" }, channels: { type: "string", default: "24" } },
  });
  const kills = Math.ceil(Number(values.kills) / 2);
  let whole = true;
  for (const nonces of [true, false]) {
    const result = await runCrashes({
      program: fileURLToPath(import.meta.url),
      kills,
      channels: Number(values.channels),
      nonces,
      onKill: (count) => process.stderr.write(`\r${count} of ${kills} kills`),
    });
    process.stderr.write("\n");
    console.log(nonces ? "nonces enforced" : "nonces forgotten: markers only");
    console.table(result.kills);
    const { kills: _kills, messages, ...counts } = result;
    console.table({ ...counts, ...messages });
    whole &&= result.once === result.expected && result.repeated + result.foreign + result.apart === 0;
  }
  console.log(
    whole
      ? "Each announcement arrived exactly once, a paper's in one place."
      : "Announcements were lost, repeated or apart.",
  );
  process.exitCode = whole ? 0 : 1;
}
