#!/usr/bin/env node
import { run } from "./cli/run.js";

// Whoever reads our output may stop early, as `head` does: that is the end, and no error.
process.stdout.on("error", () => process.exit(0));

process.exitCode = await run(process.argv.slice(2));
