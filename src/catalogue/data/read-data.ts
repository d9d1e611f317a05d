import type { Candidate } from "../entry/candidate.js";
import { createSectionTracker, type Section } from "../entry/section.js";
import type { Problem } from "../paper.js";
import type { ReadCandidates } from "../read-candidates.js";
import type { VenueRegistry } from "../venues.js";
import { bibtexRecords } from "./bibtex-records.js";
import { csvRecords } from "./csv-records.js";
import type { DataFormat } from "./data-format.js";
import { jsonRecords } from "./json-records.js";
import type { Records } from "./record.js";
import { recordEntry } from "./record-entry.js";
import { yamlRecords } from "./yaml-records.js";

const readers: Readonly<Record<DataFormat, (text: string) => Records>> = {
  yaml: yamlRecords,
  json: jsonRecords,
  bibtex: bibtexRecords,
  csv: csvRecords,
};

/** Reads the papers of a list that is kept as data: records with a title and at least one other field of a paper. */
export function readData(text: string, format: DataFormat, venues: VenueRegistry): ReadCandidates {
  const read = readers[format](text);
  if (read.kind === "unreadable") {
    return { candidates: [], problems: [{ line: read.line, message: read.message }], passedOver: [] };
  }
  const lineOf = createLineFinder(text);
  const sectionOf = createSections(venues);
  const candidates: Candidate[] = [];
  for (const { fields, path } of read.records) {
    const entry = recordEntry(fields, venues);
    if (entry === null) continue;
    const section = sectionOf(path);
    if (section.kind === "ignored") continue;
    candidates.push({
      entry: entry.entry,
      section,
      likelihood: "sure",
      line: lineOf(entry.written),
      groupId: 0,
    });
  }
  const problems: readonly Problem[] =
    candidates.length > 0
      ? read.problems
      : [
          {
            line: 1,
            message:
              "No paper was found in this file: an entry needs a title and a link, a venue or authors.",
          },
        ];
  return { candidates, problems, passedOver: [] };
}

/** Titles that are looked for in all of the rest, though they are not found: to do so for each takes time without limit. */
const maxMissed = 64;
/** Characters to look for any other title in. */
const nearby = 10_000;

/** Finds the line of each title, in the order of the file; that of the last one found, where it is written otherwise. */
function createLineFinder(text: string): (written: string) => number {
  let line = 1;
  let at = 0;
  let missed = 0;
  /** Also every time that as many again are missed: so a stretch without a title is passed. */
  const looksFar = () => missed < maxMissed || Number.isInteger(Math.log2(missed));
  return (written) => {
    // As much of it as is written on one line without an escape.
    const start = /^[^\n"'\\{}]{1,40}/.exec(written.trim())?.[0].trim() ?? "";
    if (start.length < 4) return line;
    const found = looksFar() ? text.indexOf(start, at) : indexNear(text, start, at);
    if (found === -1) {
      missed++;
      return line;
    }
    for (let next = text.indexOf("\n", at); next !== -1 && next < found; next = text.indexOf("\n", next + 1))
      line++;
    at = found;
    return line;
  };
}

function indexNear(text: string, start: string, at: number): number {
  const index = text.slice(at, at + nearby).indexOf(start);
  return index === -1 ? -1 : at + index;
}

/** The section of records within mappings: their names are read as headings. */
function createSections(venues: VenueRegistry): (path: readonly string[]) => Section {
  const known = new Map<string, Section>();
  return (path) => {
    const key = path.join("\n");
    const section = known.get(key) ?? readSection(path, venues);
    known.set(key, section);
    return section;
  };
}

function readSection(path: readonly string[], venues: VenueRegistry): Section {
  const tracker = createSectionTracker(venues);
  for (const [index, name] of path.entries())
    tracker.enter(index + 2, [{ kind: "text", text: name, bold: false, italic: false }]);
  return tracker.current();
}
