import { readFile } from "node:fs/promises";
import { z } from "zod";
import { UsageError } from "./usage-error.js";

const systemError = z.object({ code: z.string() });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
};

/** A list's text. Throws a UsageError where it can not be read. */
export async function readList(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = systemError.safeParse(error).data?.code ?? "";
    throw new UsageError(`The list ${file} can not be read: ${reasons[code] ?? code}.`);
  }
}
