import { paperId } from "../../catalogue/paper-id.js";
import { insertEntries } from "../text/insert-entries.js";
import { writeEntry } from "../text/write-entry.js";
import { allVenues, preprintServer } from "./choices.js";
import { announced, type Edit, type ListNow, refused } from "./edit.js";
import { firstWithChange } from "./first-with-change.js";
import { type FieldOutcome, readChoice, readTitle, readUrl, readYear } from "./read-fields.js";

/** Adds a paper to the section of its venue and year. Empty fields, except the code link, are made up. */
export function addPaper(now: ListNow, fields: Readonly<Record<string, string>>): Edit {
  const typed = (name: string): string => fields[name]?.trim() ?? "";
  const title = readTitle(typed("title") || now.madeUpTitle());
  if (title.kind === "refused") return title;
  const id = paperId(title.value);
  if (now.papers.some((paper) => paper.id === id)) return refused(`"${title.value}" is already in the list.`);
  const venue = readChoice(typed("venue") || preprintServer, allVenues(now));
  if (venue.kind === "refused") return venue;
  const year = readYear(typed("year") || now.thisYear);
  if (year.kind === "refused") return year;
  const link = readUrl(typed("link") || `https://example.org/papers/${id}`, "link");
  if (link.kind === "refused") return link;
  const code: FieldOutcome = typed("code")
    ? readUrl(typed("code"), "code link")
    : { kind: "value", value: "" };
  if (code.kind === "refused") return code;

  const text = writeEntry({ title: title.value, link: link.value, code: code.value });
  const section = { venue: venue.value, year: year.value };
  const urls = [link.value, code.value].filter(Boolean).join(" ");
  const markdown = firstWithChange(now, insertEntries(now.markdown, [text], section, now.venues), {
    added: [id],
    check: (paper) =>
      paper.venue === section.venue &&
      String(paper.year) === section.year &&
      paper.links.map(({ url }) => url).join(" ") === urls,
  });
  if (markdown === null) {
    return refused(
      `"${title.value}" with these links would not be read as one new paper: it is too similar to another one, or not a title.`,
    );
  }
  const message = `Add "${title.value}" (${section.venue} ${section.year})`;
  return { kind: "commit", how: "normal", markdown, message, expect: announced };
}
