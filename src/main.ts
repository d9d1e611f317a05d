#!/usr/bin/env node
import { run } from "./cli/run.js";

/** The bot goes on without an output; its disk may be full, or the reader of its log gone. */
const isBot = process.argv[2] === "start";

// The reader of our output may close it early, as `head` does: that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (!isBot) process.exit(error.code === "EPIPE" ? 0 : 1);
});
process.stderr.on("error", () => {});

process.exitCode = await run(process.argv.slice(2));
