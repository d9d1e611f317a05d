import { entryLines } from "../text/entry-lines.js";
import { joinLines, splitLines } from "../text/lines.js";
import { writeLink } from "../text/write-entry.js";
import { withoutCode } from "./choices.js";
import { announced, type Edit, type Fields, firstWithChange, type ListNow, Refused } from "./edit.js";
import { readUrl } from "./read-fields.js";

/** Adds a code link at the end of an entry without one. */
export function addCode(now: ListNow, fields: Fields): Edit {
  const paper = withoutCode(now).find(({ title }) => title === fields.paper);
  if (!paper) throw new Refused("Choose a paper of the list without a code link.");
  const code = readUrl(fields.code?.trim() || `https://github.com/example/${paper.id}`, "code link");

  const lines = splitLines(now.markdown);
  const versions = entryLines(now.markdown, lines, now.venues)
    .filter(({ id }) => id === paper.id)
    .flatMap(({ from, to }) => [to - 1, from])
    .map((line) => {
      const [, text = "", end = ""] = /^(.*?)(\s*\|?\s*)$/.exec(lines[line] ?? "") ?? [];
      return joinLines(lines.with(line, `${text} ${writeLink("code", code)}${end}`), now.markdown);
    });
  const markdown = firstWithChange(
    now,
    versions,
    {
      codeReleased: [paper.id],
      check: ({ links }) => links.some(({ kind, url }) => kind === "code" && url === code),
    },
    `A code link cannot be added to the entry of "${paper.title}".`,
  );
  const message = `Add the code of "${paper.title}"`;
  return { how: "normal", markdown, message, expect: announced };
}
