import { readFile } from "node:fs/promises";
import { z } from "zod";
import { UsageError } from "./usage-error.js";

const systemError = z.object({ code: z.string() });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
};

/** A file's text. @throws {UsageError} where it cannot be read. */
export async function readTextFile(file: string, what = "The list"): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = systemError.safeParse(error).data?.code ?? "";
    throw new UsageError(`${what} ${file} cannot be read: ${reasons[code] ?? code}.`);
  }
}
