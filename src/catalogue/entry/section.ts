import type { Run } from "../source/block.js";
import { runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { memoByBook } from "./memo-by-book.js";
import { firstYear, readUnknownVenue, readVenue } from "./read-venue.js";
import { withoutEmoji, wordCount } from "./words.js";

/**
 * What a part of a list holds. `papers`: it may hold papers. `beside`: tools, datasets, courses and the like, where only
 * what is surely a paper counts. `never`: contents, news, rules.
 */
export type Holds = "papers" | "beside" | "never";

/** Where in a list an entry stands, as its headings say. */
export interface Section {
  readonly holds: Holds;
  readonly venue: string | null;
  readonly year: number | null;
  /** The headings from the top down, plain. */
  readonly path: readonly string[];
}

interface Level extends Section {
  readonly depth: number;
}

export interface SectionTracker {
  /** The section of what follows now. */
  current(): Section;
  enter(depth: number, runs: readonly Run[]): void;
}

const top: Section = { holds: "papers", venue: null, year: null, path: [] };

/** Follows a list's headings: each adds to those above it, and ends those as deep as itself or deeper. */
export function createSectionTracker(book: VenueRegistry): SectionTracker {
  let levels: Level[] = [];
  let first = true;
  return {
    current: () => levels.at(-1) ?? top,
    enter(depth, runs) {
      const text = withoutEmoji(runsText(runs))
        .replace(/[\s_]+/g, " ")
        .trim();
      const isTitle = first && depth === 1 && !headingStatement(text, book, true);
      if (text) first = false;
      levels = levels.filter((level) => level.depth < depth && !contents.test(level.path.at(-1) ?? ""));
      const above = levels.at(-1) ?? top;
      if (isTitle) levels = [{ ...titleSection(text, book), depth: 0 }];
      else if (text) levels.push({ ...sectionOf(text, above, book), depth });
    },
  };
}

/** A list's own title says nothing of what its parts hold; a venue it names is that of the whole list. */
function titleSection(text: string, book: VenueRegistry): Section {
  const said = headingStatement(text, book);
  const whole = said?.venue && said.year ? said : { venue: null, year: null };
  return { ...top, venue: whole.venue, year: whole.year, path: [text] };
}

function sectionOf(text: string, above: Section, book: VenueRegistry): Section {
  const said = sayingOf(text, book);
  const holds = above.holds === "never" ? "never" : (holdsOf(text) ?? (said ? "papers" : above.holds));
  const path = [...above.path, text];
  if (!said) return { ...above, holds, path };
  return { holds, venue: said.venue ?? above.venue, year: said.year ?? above.year, path };
}

const sayingOf = memoByBook((text, book) => headingStatement(text, book));

/** `NeurIPS-2023`, `2023`, `CVPR 2024 (Oral)`, `Papers of 2022`, `ECCV 2020 papers [back to top]`. */
function headingStatement(
  text: string,
  book: VenueRegistry,
  alone = false,
): { venue: string | null; year: number | null } | null {
  const plain = text
    .replace(/\[[^\]]*\]|\(\s*\d+\s*(?:papers?)?\s*\)/gi, " ")
    .replace(/^[\s\d.)]+(?=\D)/, (lead) => (/\d{4}/.test(lead) ? lead : ""))
    .trim();
  if (isTopic(plain, book)) return null;
  if (manyYears.test(plain)) return null;
  const whole = readVenue(plain, book, !alone) ?? (alone ? null : readUnknownVenue(plain));
  if (whole || alone) return whole;
  if (wordCount(plain) > 10) return null;
  const mention = findVenues(plain, book).find((each) => each.year !== null);
  if (mention) return { venue: mention.name, year: mention.year };
  const year = wordCount(plain) <= 5 ? firstYear(plain) : null;
  return year ? { venue: null, year } : null;
}

/** `2012-2016`, `Before 2022`: no year in particular. */
const manyYears =
  /\b(?:before|earlier|older|prior|since|until|from|pre)\b|(?:19|20)\d{2}\s*[-–—~]\s*(?:19|20)\d{2}/i;

/** `## Sensors`, `## Robotics`: an ordinary word that is also a journal's name heads a topic. */
function isTopic(text: string, book: VenueRegistry): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(text) && book.find(text)?.kind === "journal";
}

/** What stands below a table of contents is not in it, even under a deeper heading. */
const contents = /^(?:table of )?contents?$|^toc$|^目录$/i;

const never =
  /^(?:table of )?contents?$|^toc$|^目录$|^(?:latest |recent |important )?(?:news|updates?|changelog|change log|announcements?)\b|what'?s new|^contribut|how to contribut|^licen[sc]e|^citations?$|^(?:how to )?cite\b|^bibtex|acknowledge?ments?|^star(?:gazers| history)|^contact|^about(?: us| this)?\b|^maintainers?|^authors?$|^contributors?|^disclaimer|^legend|^notations?$|^(?:keywords?|badges|symbols|abbreviations?)(?: convention)?$|^(?:our )?team$|^sponsors?|^support us|^join us|^faq|^to-?do|^change ?logs?|^getting started|^installation|^usage|^license/i;

const beside =
  /^(?:\w+ ){0,3}(?:tools?|tool ?kits?|toolbox(?:es)?|librar(?:y|ies)|software|packages?|frameworks?|code ?bases?|implementations?|codes?|docs?|documents?|documentation|repositor(?:y|ies)|repos?|datasets?|data sets?|courses?|lectures?|tutorials?|talks?|blogs?|blog posts?|posts?|articles?|videos?|books?|slides?|resources?|links?|references?|websites?|leader ?boards?|competitions?|workshops?|jobs?|people|researchers?|labs?|communit(?:y|ies)|products?|projects?|demos?|model zoo|open[- ]source.*|related (?:repos?|repositories|projects?|lists?|awesome.*|links?)|awesome.*|other (?:lists?|resources?|awesome.*)|hackathons?|events?|podcasts?|newsletters?|apps?|companies|startups?)(?:(?:,| and| &| \/|\/) ?(?:\w+ ?){1,3})*$/i;

function holdsOf(text: string): Holds | null {
  const plain = text
    .replace(/^[\d.\s)[]+/, "")
    .replace(/[:：.!\]]+$/, "")
    .trim();
  if (never.test(plain)) return "never";
  if (/\b(?:papers?|publications?|surveys?|literature)\b/i.test(plain)) return "papers";
  return beside.test(plain) ? "beside" : null;
}
