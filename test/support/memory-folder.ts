import { accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const memory = "/dev/shm";
/** Far more than what the tests have at a time: repositories, databases, a PostgreSQL server. */
const enoughBytes = 4 * 2 ** 30;

/**
 * A folder in memory for temporary files: nothing that a test leaves has to outlive the machine, and most of them write
 * files. Null where there is none, as on other systems, or where it is too small or runs no programs, as in containers.
 */
export function memoryFolder(): string | null {
  let tried: string | null = null;
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < enoughBytes) return null;
    tried = mkdtempSync(join(memory, "paperboy-"));
    const program = join(tried, "program");
    writeFileSync(program, "", { mode: 0o755 });
    accessSync(program, constants.X_OK);
    return memory;
  } catch {
    return null;
  } finally {
    if (tried !== null) rmSync(tried, { recursive: true });
  }
}
