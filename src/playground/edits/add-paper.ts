import { paperId } from "../../catalogue/paper-id.js";
import { insertEntries } from "../text/insert-entries.js";
import { writeEntry } from "../text/write-entry.js";
import { allVenues, preprintServer } from "./choices.js";
import { announced, type Edit, type Fields, firstWithChange, type ListNow, Refused } from "./edit.js";
import { readTitle, readUrl, readVenue, readYear } from "./read-fields.js";

/** Adds a paper to the section of its venue and year. Empty fields, except the code link, are made up. */
export function addPaper(now: ListNow, fields: Fields): Edit {
  const typed = (name: string): string => fields[name]?.trim() ?? "";
  const title = readTitle(typed("title") || now.madeUpTitle());
  const id = paperId(title);
  if (now.papers.some((paper) => paper.id === id)) throw new Refused(`"${title}" is already in the list.`);
  const venue = readVenue(typed("venue") || preprintServer, allVenues(now));
  const year = readYear(typed("year") || now.thisYear);
  const link = readUrl(typed("link") || `https://example.org/papers/${id}`, "link");
  const code = typed("code") ? readUrl(typed("code"), "code link") : "";

  const text = writeEntry({ title, link, code });
  const urls = [link, code].filter(Boolean).join(" ");
  const markdown = firstWithChange(
    now,
    insertEntries(now.markdown, [text], { venue, year }, now.venues),
    {
      added: [id],
      check: (paper) =>
        paper.venue === venue &&
        String(paper.year) === year &&
        paper.links.map(({ url }) => url).join(" ") === urls,
    },
    `"${title}" with these links would not be read as one new paper: it is too similar to another one, or not a title.`,
  );
  return { how: "normal", markdown, message: `Add "${title}" (${venue} ${year})`, expect: announced };
}

/** Replaces the newest commit by one with another paper. Only that paper must be announced. */
export function rewriteHistory(now: ListNow): Edit {
  const { markdown, message } = addPaper(now, {});
  return {
    how: "amend",
    markdown,
    message: `${message}, in place of the newest commit`,
    expect: "the history is rewritten, and only this paper is announced within seconds",
  };
}
