import { z } from "zod";
import type { Details } from "../catalogue/details.js";
import { decodeEntities } from "../catalogue/source/entities.js";
import { getText } from "./get-text.js";
import type { DetailsSource } from "./source.js";

/** Crossref asks the public to stay well below fifty requests a second. Milliseconds. */
const pace = 1000;
const batch = 20;

const person = z.object({
  given: z.string().catch(""),
  family: z.string().catch(""),
  name: z.string().catch(""),
});
const work = z.object({
  DOI: z.string(),
  title: z.array(z.string()).catch([]),
  author: z.array(z.unknown().transform((one) => person.safeParse(one).data)).catch([]),
  abstract: z.string().nullable().catch(null),
  issued: z
    .object({ "date-parts": z.array(z.array(z.number().nullable())) })
    .nullable()
    .catch(null),
  "container-title": z.array(z.string()).catch([]),
});
const works = z.object({ message: z.object({ items: z.array(z.unknown()) }) });

/** Crossref, by DOI. @param url the address of its works, such as `https://api.crossref.org/works` */
export function createCrossrefSource(url: string, userAgent: string): DetailsSource {
  return {
    name: "doi",
    batch,
    pace,
    async fetch(keys, signal) {
      // A comma separates filters, and no DOI that is in use has one.
      const asked = keys.map((key) => key.slice("doi:".length)).filter((doi) => !doi.includes(","));
      if (asked.length === 0) return { kind: "fetched", found: new Map() };
      const address = new URL(url);
      address.searchParams.set("filter", asked.map((doi) => `doi:${doi}`).join(","));
      address.searchParams.set("rows", String(asked.length));
      address.searchParams.set("select", "DOI,title,author,abstract,issued,container-title");
      const answer = await getText(address, userAgent, signal);
      if (answer.kind !== "text") return answer;
      const items = readItems(answer.text);
      if (items === null) return { kind: "unreadable", reason: "its answer is not JSON, or was cut off" };
      const found = new Map<string, Details>();
      for (const item of items) {
        const read = work.safeParse(item);
        const key = read.success ? `doi:${read.data.DOI.toLowerCase()}` : "";
        const details = read.success ? toDetails(read.data) : null;
        if (details !== null && keys.includes(key)) found.set(key, details);
      }
      return { kind: "fetched", found };
    },
  };
}

function readItems(json: string): readonly unknown[] | null {
  try {
    return works.safeParse(JSON.parse(json)).data?.message.items ?? null;
  } catch {
    return null;
  }
}

/** Null without a title: nothing would tell whether it is the paper that was meant. */
function toDetails(read: z.output<typeof work>): Details | null {
  const title = plain(read.title[0] ?? "", 1000);
  if (title === "") return null;
  const abstract = plain(read.abstract ?? "", 20_000).replace(/^abstract\b[\s.:]*/i, "");
  return {
    source: "Crossref",
    title,
    authors: read.author
      .flatMap((one) => one ?? [])
      .map(({ given, family, name }) => plain([given, family].join(" ").trim() || name, 200))
      .filter((name) => name !== ""),
    abstract: abstract === "" ? null : abstract,
    year: read.issued?.["date-parts"][0]?.[0] ?? null,
    doi: read.DOI,
    journal: read["container-title"][0] ?? null,
    isWithdrawn: /^(?:retracted|withdrawn)\b/i.test(title),
  };
}

/** Titles and abstracts are JATS, XML of publishers: its tags are left out, and references to characters decoded. */
function plain(text: string, length: number): string {
  const untagged = text.replace(/<\/?[a-z][^<>]{0,200}>/gi, " ");
  return decodeEntities(untagged).replace(/\s+/g, " ").trim().slice(0, length).toWellFormed();
}
