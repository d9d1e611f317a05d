import { paperId } from "../../catalogue/paper-id.js";
import { dropPapers } from "../text/drop-papers.js";
import { insertEntries } from "../text/insert-entries.js";
import { writeEntry } from "../text/write-entry.js";
import { preprintServer } from "./choices.js";
import { type Edit, firstWithChange, type ListNow, Refused } from "./edit.js";

const errorPage = `<!DOCTYPE html>
<html>
  <head><title>502 Bad Gateway</title></head>
  <body><h1>502 Bad Gateway</h1><p>Please try again later.</p></body>
</html>
`;

/** Replaces the list by a web server's error page. */
export function breakList(): Edit {
  return {
    how: "accident",
    markdown: errorPage,
    message: "Replace the list by an HTML error page",
    expect: "nothing is announced, and the last good list is served until it is mended",
  };
}

/** More than are announced one by one. */
const floodSize = 60;

export function addMany(now: ListNow): Edit {
  const titles = Array.from({ length: floodSize }, now.madeUpTitle);
  const texts = titles.map((title) =>
    writeEntry({ title, link: `https://example.org/papers/${paperId(title)}`, code: "" }),
  );
  const section = { venue: preprintServer, year: now.thisYear };
  const versions = insertEntries(now.markdown, texts, section, now.venues);
  const reason = `${floodSize} papers cannot be added to this list at once.`;
  const markdown = firstWithChange(now, versions, { added: titles.map(paperId) }, reason);
  return {
    how: "normal",
    markdown,
    message: `Add ${floodSize} papers at once`,
    expect: "more than UPSTREAM_SURGE papers at once are announced as one digest",
  };
}

export function removeHalf(now: ListNow): Edit {
  const ids = now.papers.filter((_, index) => index % 2 === 0).map(({ id }) => id);
  if (ids.length < 2) throw new Refused("The list is too short to remove half of its papers.");
  const version = dropPapers(now.markdown, new Set(ids), now.venues);
  const reason = "The entries of this list cannot be removed one by one.";
  const markdown = firstWithChange(now, [version], { removed: ids }, reason);
  return {
    how: "accident",
    markdown,
    message: `Remove ${ids.length} of ${now.papers.length} papers`,
    expect: "this is held until the operator releases it or the list is mended",
  };
}

/** Restores the list from before the latest accident. */
export function mendList({ beforeAccidents }: ListNow): Edit {
  const markdown = beforeAccidents.at(-1);
  if (markdown === undefined) throw new Refused("There is nothing to mend.");
  return {
    how: "mend",
    markdown,
    message: "Restore the list from before the accident",
    expect: "papers that were listed before are not announced again",
  };
}
