import { dropPapers } from "../text/drop-papers.js";
import { entryLines } from "../text/entry-lines.js";
import { insertEntries } from "../text/insert-entries.js";
import { splitLines } from "../text/lines.js";
import { publishedVenues, unpublished } from "./choices.js";
import { announced, type Edit, type ListNow, refused } from "./edit.js";
import { firstWithChange } from "./first-with-change.js";
import { readChoice, readYear } from "./read-fields.js";

/** Moves an unpublished paper's entry to a venue's section. */
export function moveToVenue(now: ListNow, fields: Readonly<Record<string, string>>): Edit {
  const paper = unpublished(now).find(({ title }) => title === fields.paper);
  if (!paper) return refused("Choose a paper that is not published yet: add one at arXiv first.");
  const venue = readChoice(fields.venue ?? "", publishedVenues(now));
  if (venue.kind === "refused") return venue;
  const year = readYear(fields.year || now.thisYear);
  if (year.kind === "refused") return year;

  const lines = splitLines(now.markdown);
  const entry = entryLines(now.markdown, lines, now.venues).find(({ id }) => id === paper.id);
  const text = lines
    .slice(entry?.from, entry?.to)
    .map((line) => line.trim())
    .join(" ")
    .replace(/^(?:[-*+]|\d+[.)])\s+/, "");
  const rest = dropPapers(now.markdown, new Set([paper.id]), now.venues);
  const section = { venue: venue.value, year: year.value };
  const markdown = firstWithChange(now, insertEntries(rest, [text], section, now.venues), {
    accepted: [paper.id],
    check: (moved) => moved.venue === section.venue && String(moved.year) === section.year,
  });
  if (markdown === null) return refused(`The entry of "${paper.title}" cannot be moved to ${section.venue}.`);
  const message = `Move "${paper.title}" to ${section.venue} ${section.year}`;
  return { kind: "commit", how: "normal", markdown, message, expect: announced };
}
