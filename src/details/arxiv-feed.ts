import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { arxivIdOf, plainArxivId } from "../catalogue/arxiv-id.js";
import type { Details } from "../catalogue/details.js";
import { plainLatex } from "../catalogue/plain-latex.js";
import { decodeEntities } from "../catalogue/source/entities.js";

/** Entities are never expanded: references to characters are decoded once, in the texts that are read. */
const parser = new XMLParser({
  processEntities: false,
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => name === "entry" || name === "author",
});

const text = z.string().transform((value) => decodeEntities(value).replace(/\s+/g, " ").trim());
/** An empty element, or one that is not there. */
const optionalText = text.catch("");
const entry = z.object({
  id: text,
  title: optionalText,
  summary: optionalText,
  comment: optionalText,
  doi: optionalText,
  journal_ref: optionalText,
  published: optionalText,
  author: z.array(z.object({ name: optionalText })).catch([]),
});
const feed = z.object({
  feed: z.union([
    z.object({ entry: z.array(z.unknown()).default([]) }),
    z.literal("").transform(() => ({ entry: [] })),
  ]),
});

const withdrawn =
  /^\W*(?:(?:this|the) (?:paper|article|submission|manuscript|work|version) (?:has been|was|is)(?: now)? )?withdrawn\b/i;
/** Names and characters that an answer may have at most: nothing real has as many. */
const limits = { authors: 5000, name: 200, title: 1000, abstract: 20_000 } as const;

export type Feed =
  | { readonly kind: "feed"; readonly byId: ReadonlyMap<string, Details> }
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * Reads an answer of arXiv's API: an Atom feed. Entries that are not papers, such as errors, are left out.
 *
 * @returns the papers by their ids in lower case, without a version: `2309.16354`, `math/0309136`.
 */
export function readArxivFeed(xml: string): Feed {
  // Its feeds have none; and it is where entities are defined.
  if (/<!DOCTYPE/i.test(xml)) return { kind: "malformed", reason: "its answer is not an Atom feed" };
  let parsed: unknown;
  try {
    parsed = parser.parse(xml, true);
  } catch {
    return { kind: "malformed", reason: "its answer is not XML, or was cut off" };
  }
  const read = feed.safeParse(parsed);
  if (!read.success) return { kind: "malformed", reason: "its answer is not an Atom feed" };
  const byId = new Map<string, Details>();
  for (const each of read.data.feed.entry) {
    const paper = entry.safeParse(each);
    const id = paper.success ? arxivIdOf(paper.data.id) : null;
    if (paper.success && id !== null && paper.data.title !== "")
      byId.set(plainArxivId(id), toDetails(paper.data));
  }
  return { kind: "feed", byId };
}

function toDetails({
  title,
  summary,
  comment,
  doi,
  journal_ref,
  published,
  author,
}: z.output<typeof entry>): Details {
  const isNotice = withdrawn.test(summary);
  const year = /^(?:19|20)\d\d/.exec(published)?.[0];
  const names = author
    .map(({ name }) => plainLatex(name).slice(0, limits.name))
    .filter((name) => name !== "");
  const abstract = plainLatex(summary).slice(0, limits.abstract).toWellFormed();
  return {
    source: "arXiv",
    title: plainLatex(title).slice(0, limits.title).toWellFormed(),
    authors: names.slice(0, limits.authors),
    abstract: abstract === "" || isNotice ? null : abstract,
    year: year === undefined ? null : Number(year),
    doi: /^10\.\S+$/.exec(doi)?.[0] ?? null,
    journal: journal_ref === "" ? null : journal_ref,
    isWithdrawn: isNotice || withdrawn.test(comment),
  };
}
