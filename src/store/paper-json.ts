import { z } from "zod";
import { linkKinds, type Paper } from "../catalogue/paper.js";

const paper: z.ZodType<Paper> = z.object({
  id: z.string(),
  title: z.string(),
  venue: z.string().nullable(),
  year: z.number().nullable(),
  links: z.array(z.object({ kind: z.enum(linkKinds), label: z.string(), url: z.string() })),
  arxivId: z.string().nullable(),
  authors: z.string().nullable(),
  tags: z.array(z.string()),
  line: z.number(),
});

/** A paper as it was written into the database. */
export function readPaper(json: string): Paper {
  return paper.parse(JSON.parse(json));
}
