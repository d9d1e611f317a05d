import { parseList } from "../../catalogue/parse-list.js";
import { dropPapers } from "../text/drop-papers.js";
import { entryLines } from "../text/entry-lines.js";
import { insertEntries } from "../text/insert-entries.js";
import { splitLines } from "../text/lines.js";
import { addPaper } from "./add-paper.js";
import { publishedVenues, unpublished } from "./choices.js";
import { announced, type Edit, type Fields, firstWithChange, type ListNow, Refused } from "./edit.js";
import { readVenue, readYear } from "./read-fields.js";

/** The choice of a paper that is not there yet: most lists have none on arXiv alone. */
export const newPreprint = "A new one, which is added to arXiv first";

/** Moves an unpublished paper's entry to a venue's section. */
export function moveToVenue(now: ListNow, fields: Fields): Edit {
  return fields.paper === newPreprint ? addAndMove(now, fields) : move(now, fields);
}

function addAndMove(now: ListNow, fields: Fields): Edit {
  const title = now.madeUpTitle();
  const { markdown, message } = addPaper(now, { title });
  const { papers } = parseList(markdown, now.venues);
  return { ...move({ ...now, markdown, papers }, { ...fields, paper: title }), first: { markdown, message } };
}

function move(now: ListNow, fields: Fields): Edit {
  const paper = unpublished(now).find(({ title }) => title === fields.paper);
  if (!paper) throw new Refused("Choose a paper that is not published yet.");
  const venue = readVenue(fields.venue ?? "", publishedVenues(now));
  const year = readYear(fields.year || now.thisYear);

  const lines = splitLines(now.markdown);
  const entry = entryLines(now.markdown, lines, now.venues).find(({ id }) => id === paper.id);
  const text = lines
    .slice(entry?.from, entry?.to)
    .map((line) => line.trim())
    .join(" ")
    .replace(/^(?:[-*+]|\d+[.)])\s+/, "");
  const rest = dropPapers(now.markdown, new Set([paper.id]), now.venues);
  const markdown = firstWithChange(
    now,
    insertEntries(rest, [text], { venue, year }, now.venues),
    {
      accepted: [paper.id],
      check: (moved) => moved.venue === venue && String(moved.year) === year,
    },
    `The entry of "${paper.title}" cannot be moved to ${venue}.`,
  );
  const message = `Move "${paper.title}" to ${venue} ${year}`;
  return { how: "normal", markdown, message, expect: announced };
}
