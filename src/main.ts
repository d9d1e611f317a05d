#!/usr/bin/env node
import { run } from "./cli/run.js";

// The reader of our output may close it early, as `head` does: that is not an error.
process.stdout.on("error", () => process.exit(0));

process.exitCode = await run(process.argv.slice(2));
