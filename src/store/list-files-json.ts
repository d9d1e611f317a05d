import { z } from "zod";
import type { ListFile } from "../catalogue/list-file.js";

const listFiles: z.ZodType<readonly ListFile[]> = z
  .array(z.object({ path: z.string(), markdown: z.string() }))
  .min(1);

/** Reads the files of a list that the store wrote. Throws where they are not that. */
export function readListFiles(json: string): readonly ListFile[] {
  return listFiles.parse(JSON.parse(json));
}
