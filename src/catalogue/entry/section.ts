import { memoText } from "../memo.js";
import { type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { withoutEmoji } from "./emoji.js";
import { findVenues } from "./find-venues.js";
import {
  firstYear,
  readUnknownVenue,
  readVenue,
  readVenueLabel,
  stated,
  statedBy,
  type VenueStatement,
} from "./read-venue.js";
import { wordCount } from "./words.js";

/**
 * What a section of a list may contain. `papers`: papers. `other`: tools, datasets, courses and the like, where only
 * entries that are certainly papers count. `ignored`: contents, news, rules.
 */
export type SectionKind = "papers" | "other" | "ignored";

/** The part of a list under its current headings. */
export interface Section {
  readonly kind: SectionKind;
  readonly venue: string | null;
  /** Its venue is a preprint server, or says no more than that its papers are preprints. */
  readonly preprint: boolean;
  readonly year: number | null;
  /** The headings from the top down, as plain text. */
  readonly path: readonly string[];
}

/** Characters; what is longer is no heading. */
const maxHeadingLength = 500;

const top: Section = { kind: "papers", venue: null, preprint: false, year: null, path: [] };

interface Level extends Section {
  readonly depth: number;
  /** The heading is a year, or a date of one, and no more. */
  readonly isYear: boolean;
}

/**
 * Tracks the headings of a list: each adds to those above it, and ends those of the same depth or deeper. No year lies
 * within another one: `### 2024` below `## 2025` ends it.
 */
export function createSectionTracker(venues: VenueRegistry) {
  let levels: Level[] = [];
  let first = true;
  return {
    current: (): Section => levels.at(-1) ?? top,
    enter(depth: number, runs: readonly Run[]): void {
      const text = withoutEmoji(runsText(runs).slice(0, maxHeadingLength))
        .replace(/[\s_]+/g, " ")
        .trim();
      const isOnlyPlace = headingStatement(text, venues, true) !== null && !namesList.test(text);
      const isTitle = text !== "" && first && depth === 1 && !isOnlyPlace;
      if (text) first = false;
      levels = levels.filter(
        (level) => level.depth < depth && !tableOfContents.test(level.path.at(-1) ?? ""),
      );
      // A list of one conference that goes on with another one.
      const said = depth === 1 && !isTitle ? statementOf(text, venues) : null;
      if (said?.venue && (said.venue !== levels[0]?.venue || said.year !== levels[0].year)) levels = [];
      if (isTitle) {
        levels = [{ ...titleSection(text, venues), depth: 0, isYear: false }];
        return;
      }
      const dated = readVenue(text, venues);
      const isYear = dated !== null && dated.venue === null;
      const other = isYear ? levels.find((level) => level.isYear && level.year !== dated.year) : undefined;
      if (other) levels = levels.slice(0, levels.indexOf(other));
      const above = levels.at(-1) ?? top;
      if (text) levels.push({ ...sectionOf(text, above, venues), depth: other?.depth ?? depth, isYear });
    },
  };
}

/** A list's title does not decide the kind of its sections; a venue in it applies to the whole list. */
function titleSection(text: string, venues: VenueRegistry): Section {
  const said = headingStatement(text, venues);
  const whole = said?.venue && said.year ? said : { venue: null, year: null };
  return { ...top, venue: whole.venue, year: whole.year, path: [text] };
}

function sectionOf(text: string, above: Section, venues: VenueRegistry): Section {
  const said = statementOf(text, venues);
  const kind = above.kind === "ignored" ? "ignored" : (sectionKindOf(text) ?? (said ? "papers" : above.kind));
  return {
    kind,
    venue: said?.venue ?? above.venue,
    preprint: said?.venue ? said.preprint : above.preprint,
    year: said?.year ?? above.year,
    path: [...above.path, text],
  };
}

/** `CVPR 2023 Papers`: the title of a list, and not of a section that ends with the next heading. */
const namesList = /\b(?:papers?|publications|list|accepted|awesome)\b|论文|論文|논문/i;

const statementOf = memoText((text, venues) => headingStatement(text, venues));

/** `NeurIPS-2023`, `2023`, `CVPR 2024 (Oral)`, `Papers of 2022`, `ECCV 2020 papers [back to top]`. */
function headingStatement(text: string, venues: VenueRegistry, alone = false): VenueStatement | null {
  const plain = text
    .replace(/\[[^[\]]*\]|\( ?\d+ ?(?:papers?)? ?\)/gi, " ")
    .replace(/^[\s\d.)]+(?=\D)/, (lead) => (/\d{4}/.test(lead) ? lead : ""))
    .trim();
  if (isTopic(plain, venues) || manyYears.test(plain)) return null;
  if (alone) return readVenue(plain, venues);
  if (/\be\.g\./.test(plain) || isOfCourse(plain)) return null;
  const whole = readVenueLabel(plain, venues) ?? readUnknownVenue(plain);
  if (whole) return whole;
  const dated = datedYear.exec(plain)?.[1];
  if (wordCount(plain) > 10) return dated ? stated(null, Number(dated)) : null;
  const mention = findVenues(plain, venues).find((each) => each.year !== null);
  if (mention) return statedBy(mention);
  const year = wordCount(plain) <= 5 ? firstYear(plain) : dated ? Number(dated) : null;
  return year ? stated(null, year) : null;
}

/** `Papers of the Week (May 19 - May 25) - 2025`, `Digest of 3 March 2023`: the year at the end of a heading. */
const datedYear =
  /(?:[-–—,|:(]|\bof|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2})?,?)\s*((?:19|20)\d{2})\s*\)?$/i;

/** `2012-2016`, `Before 2022`: no particular year. */
const manyYears =
  /\b(?:before|earlier|older|prior|since|until|from|pre)\b|(?:19|20)\d{2}\s*[-–—~]\s*(?:19|20)\d{2}/i;

/** `CS 101 Spring 2019`, `Reading Group, Fall 2021`: when a course was, not its papers. */
function isOfCourse(text: string): boolean {
  const term =
    /[\s,(](?:spring|summer|fall|autumn|winter)(?: (?:semester|term|quarter))?,? (?:19|20)\d{2}\)?$/i.exec(
      text,
    );
  return term !== null && /\p{L}/u.test(text.slice(0, term.index));
}

const ofJournals =
  /\b(?:nature|journal|transactions|letters|science|advances|frontiers|reports|reviews?|proceedings)\b/i;

/** Names of conferences that are those of their fields. */
const fields = new Set(["automl", "recsys", "middleware", "haptics", "others"]);

/**
 * `## Sensors`, `## Robotics`, `## AutoML`, `## for RecSys`: a word that is also the name of a topic is one, unless a year
 * follows it.
 */
function isTopic(text: string, venues: VenueRegistry): boolean {
  if (/^\p{Lu}\p{Ll}+$/u.test(text) && venues.find(text)?.kind === "journal") return true;
  // `## Pattern Recognition`: plain words, without a year or a word of journals.
  const isPlain = /^\p{Lu}\p{Ll}+(?: (?:\p{Lu}\p{Ll}+|and|of|in|&)){1,4}$/u.test(text);
  if (isPlain && venues.find(text)?.kind === "journal" && !ofJournals.test(text)) return true;
  return fields.has(text.replace(/^(?:for|in|with|on|and) /i, "").toLowerCase());
}

/** A table of contents ends at the next heading, even at a deeper one. */
const tableOfContents = /^(?:table of )?contents?$|^toc$|^目录$/i;

const ignoredHeading =
  /^(?:table of )?contents?$|^toc$|^目录$|^(?:latest |recent |important )?(?:news|updates?|changelog|change log|announcements?)\b|what'?s new|^contribut|how to contribut|^licen[sc]e|^citations?$|^(?:how to )?cite\b|^bibtex|acknowledge?ments?|^star(?:gazers| history)|^contact|^about(?: (?:us|me|this|the (?:list|repo|authors?|project|maintainers?|team)|awesome)\b.*)?$|^maintainers?|^authors?$|^contributors?|^disclaimer|^legend|^notations?$|^(?:keywords?|badges|symbols|abbreviations?)(?: convention)?$|^(?:our )?team$|^sponsors?|^support us|^join us|^faq|^to-?do|^change ?logs?|^getting started|^installation|^usage|^license/i;

/** `News Recommendation`, `News Captioning`: a task, whose papers follow. */
const ofNews = /^news \p{L}{2,20}(?:tion|sion|ing|ysis|ment|er)s?\b/iu;

const otherHeading =
  /^(?:\w+ ){0,3}(?:tools?|tool ?kits?|toolbox(?:es)?|librar(?:y|ies)|software|packages?|frameworks?|code ?bases?|implementations?|codes?|docs?|documents?|documentation|repositor(?:y|ies)|repos?|datasets?|data sets?|courses?|lectures?|tutorials?|talks?|blogs?|blog posts?|posts?|articles?|videos?|books?|slides?|resources?|links?|references?|websites?|leader ?boards?|competitions?|workshops?|jobs?|people|researchers?|labs?|communit(?:y|ies)|products?|projects?|demos?|model zoo|open[- ]source.*|related (?:repos?|repositories|projects?|lists?|awesome.*|links?)|awesome.*|other (?:lists?|resources?|awesome.*)|hackathons?|events?|podcasts?|newsletters?|apps?|companies|startups?)(?:(?:,| and| &| \/|\/) ?(?:\w+ ?){1,3})*$/i;

const ofContests = /\bcontests?$/i;

const otherHeadingInChinese =
  /^(?:课程|视频|讲座|研讨会|比赛|竞赛|书籍|图书|工具(?:包|箱)?|博客)(?:[/、与和及].{1,20})?$/u;

function sectionKindOf(text: string): SectionKind | null {
  const plain = text
    .replace(/^[\d.\s)[]+/, "")
    .replace(/[:：.!\]]+$/, "")
    .trim();
  if (ignoredHeading.test(plain) && !ofNews.test(plain)) return "ignored";
  if (/\b(?:papers?|publications?|surveys?|literature)\b/i.test(plain)) return "papers";
  const isOther = [otherHeading, ofContests, otherHeadingInChinese].some((each) => each.test(plain));
  return isOther ? "other" : null;
}
