import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

// Vitest's setup file: each file of tests has a temporary folder of its own, which goes with all that is in it.
const { TMPDIR } = process.env;
const folder = mkdtempSync(join(tmpdir(), "paperboy-test-"));
// PostgreSQL runs as another user, and has a folder in it.
chmodSync(folder, 0o711);
process.env.TMPDIR = folder;

afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
