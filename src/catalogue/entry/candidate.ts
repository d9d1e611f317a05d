import type { Link, Problem } from "../paper.js";
import { isFrontPage, isOfPapersOnly, kindOfLabel, leadsToPaper } from "./link-kind.js";
import type { Entry } from "./read-entry.js";
import type { Section } from "./section.js";
import { hasCapitals, looksLikeName, wordCount } from "./words.js";

/** An entry that may be a paper. */
export interface Candidate {
  readonly entry: Entry;
  readonly section: Section;
  readonly likelihood: Likelihood;
  readonly line: number;
  /** Entries of one list or one table share a group: uncertain ones are judged by their group. */
  readonly groupId: number;
}

/**
 * How likely an entry is a paper. `sure`: by itself. `fair`: if most of its group are papers, and it counts as one of
 * them. `likely`: if most of its group are papers. `title`: nothing but a title, which counts as fair in a list of titles,
 * and as likely in any other. `notes`: a title that leads to a page of the list's own repository, which counts as fair in a
 * list of notes on papers, and as likely in any other. `no`: without any evidence.
 */
export type Likelihood = "sure" | "fair" | "likely" | "title" | "notes" | "no";

const paperKinds: readonly string[] = ["paper", "arxiv", "openreview", "paper with code"];

/** Chinese alone among papers is a topic or the translation of a title, more often than a title without a link. */
function isTranslation(title: string): boolean {
  return /\p{Script=Han}/u.test(title) && !/[a-z]{3}.*[a-z]{3}/i.test(title);
}

/** How an entry is written, where that tells what it is. */
export interface EntryForm {
  /** It is bold and has nothing else, also below it. */
  readonly isBoldAlone?: boolean;
  /** Its title leads to a page of the list's own repository: `[Slow Waves of the Sea](waves.md) 2 Mar 2019`. */
  readonly isNotes?: boolean;
  /** It has a link to a page of the list's own repository, be it that of its title or another. */
  readonly hasNotes?: boolean;
  /** A field below it is its abstract, as only papers have one. */
  readonly hasAbstract?: boolean;
}

/** Judges an entry by its content and its section. */
export function paperLikelihood(
  entry: Entry,
  section: Section,
  { isBoldAlone = false, isNotes = false, hasNotes = false, hasAbstract = false }: EntryForm = {},
): Likelihood {
  const { labelled, titleKind } = entry;
  if (section.kind === "ignored" || entry.tags.some((tag) => /^(?:news|updates?)$/i.test(tag))) return "no";
  if (news.test(entry.title) || request.test(entry.title) || isProse(entry) || isOfContents(entry))
    return "no";
  const paperLink = entry.links.some(
    ({ kind, url }) => paperKinds.includes(kind) || (isOfPapersOnly(url) && leadsToPaper(url)),
  );
  const stated = entry.statements.some(
    ({ venue, year, notes }) => venue !== null || (year !== null && notes.length > 0),
  );
  if (entry.onlyCode && !stated) return "no";
  if (!paperLink && !stated && (isNotice(entry) || isDescribedCode(entry))) return "no";
  if (namesOtherPapers(entry)) return "no";
  if (isOtherList(entry)) return "no";
  if (!paperLink && (isContest(entry) || isPersonsPage(entry))) return "no";
  const words = wordCount(entry.title);
  // `[Bee and Dee, ICRA 2024](#bee24)` mentions an entry above or below.
  if (!paperLink && entry.leadsWithin && (words <= 4 || entry.statements.length === 0)) return "no";
  const ofProceedings = section.venue !== null && section.year !== null;
  if (!paperLink && !stated && !ofProceedings && nameOfData.test(entry.title)) return "no";
  if (words <= 3 && isOfConferences(entry)) return "no";
  if (hasAbstract && words >= 3 && entry.links.length > 0) return "sure";
  const quoted = titleKind === "quoted";
  if (section.kind === "other") {
    // `[2024 - Slow Waves of the Sea](…)`, `[Slow Waves of the Sea] 2024`: tools and courses have no year.
    const dated =
      (titleKind === "link" || (entry.links.length === 0 && !isUndivided(entry))) &&
      entry.statements.some(({ year }) => year !== null);
    if (isPlacedTitle(entry)) return "fair";
    if (!paperLink) return dated && words >= 4 ? "likely" : "no";
    if (words >= 4 && (quoted || stated || labelled)) return "sure";
    const ofPapersOnly = titleKind === "link" && entry.links.some(({ url }) => isOfPapersOnly(url));
    if (words >= 4 && (ofPapersOnly || dated)) return "fair";
    if (words >= 2 && (labelled || stated)) return "fair";
    return labelled || words >= 4 || ofPapersOnly ? "likely" : "no";
  }
  if (paperLink && titleKind === "link" && words <= 1 && !stated && !labelled) return "fair";
  if (paperLink || (quoted && (stated || labelled))) return "sure";
  if ((stated || labelled) && (words >= 3 || (stated && labelled))) return "sure";
  // A title over its authors, or a reference without a link.
  if (
    entry.authors !== null &&
    words >= 4 &&
    (ofProceedings || titleKind !== "text" || entry.statements.length > 0)
  )
    return "fair";
  if (entry.links.length === 0 && (isBoldAlone || ofProceedings) && isCapitalised(entry.title))
    return "title";
  if (ofProceedings && titleKind === "link" && words >= 4 && entry.links.length > 0) return "fair";
  const leadsOn = titleKind === "link" && entry.links.length > 0 && !entry.links.some(isCode);
  if (leadsOn && words >= 4 && isListOfPapers(section)) return "fair";
  if (isNotes && words >= 4 && entry.statements.length > 0) return "fair";
  if (hasNotes && !ofCourse.test(entry.title)) return "notes";
  if (stated || (section.venue !== null && words >= 3)) return "likely";
  if (entry.statements.length > 0 && words >= 2) return "likely";
  const isSigned = entry.authors !== null && words >= 2;
  return words >= 4 || isSigned || entry.links.length > 0 ? "likely" : "no";
}

/** `[Slow Waves of the Northern Sea] ICLR 2020`: a title that leads nowhere, and where and when it was published. */
function isPlacedTitle({ title, titleKind, links, statements }: Entry): boolean {
  return (
    links.length === 0 &&
    titleKind !== "link" &&
    !isUndivided({ title }) &&
    wordCount(title) >= 4 &&
    statements.some(({ venue, year }) => venue !== null && year !== null)
  );
}

/** `Ann Bee and Cy Dee. 2021. Slow waves`: a reference that could not be taken apart. */
function isUndivided({ title }: Pick<Entry, "title">): boolean {
  return /\.\s(?:19|20)\d{2}\.\s/.test(title);
}

/** `The paper of TideNet was accepted by …`, `Our survey is now available`, `We released …`: what happened to a paper. */
const news =
  /\bcalls? for (?:papers|contributions|submissions)\b|^we (?:have )?(?:just )?(?:released?|published|updated|open-sourced|launched)\b|\b(?:was|were|is now|are now|ha(?:s|ve) been) (?:accepted|released|online|updated|available|published|open-sourced)\b/i;

/** `Please read this if you want to sail with us`, `Interns: please contact us`. */
const request =
  /(?:^|: )please (?:read|see|check|refer|visit|note|contact|cite|feel|star|let|submit|e-?mail)\b/i;

/** `Machine learning: [NeurIPS](https://nips.cc/)`: only front pages, one of a publisher; a paper's site may be one too. */
function isOfConferences({ links }: Entry): boolean {
  return links.every(({ url }) => isFrontPage(url)) && links.some(({ url }) => leadsToPaper(url));
}

/** `**Early harbours**: [TideNet](…), [Slow Waves](…)`: a text beside links to several papers by their names, and none of its own. */
export function namesOtherPapers({ titleKind, labelled, links, statements }: Entry): boolean {
  if (titleKind === "link" || titleKind === "quoted" || labelled) return false;
  if (statements.some(({ venue }) => venue !== null)) return false;
  const named = links.filter(
    ({ url, label }) => isOfPapersOnly(url) && /\p{L}{3}/u.test(label) && kindOfLabel(label) === null,
  );
  return new Set(named.map(({ url }) => url)).size >= 2;
}

/** Words of a title that is hardly a sentence or two. */
const maxProseFreeWords = 20;

/** `Value: It advances the sailing of boats …`, `Sailing is a topic of the sea. A survey …`: sentences, with a link within. */
function isProse({ title, titleKind, statements }: Entry): boolean {
  if (statements.some(({ venue, preprint }) => venue !== null && !preprint)) return false;
  if (titleKind === "link" || titleKind === "quoted") return false;
  if (
    /^(?:The|This|These|Our|We) [^.:]{3,80} (?:will|are|is|was|were) \p{Ll}[^.]{3,200}\. \p{Lu}/u.test(title)
  )
    return true;
  if (wordCount(title) <= maxProseFreeWords) return false;
  return /: (?:It|This|They|We|These) \p{Ll}|\p{Ll}{3}\. \p{Lu}\p{Ll}+ \p{Ll}/u.test(title);
}

/** `Deadline for submissions: 1 April 2024`, `TIDEC 2023 website`: what a list tells its readers. */
function isNotice({ title }: Entry): boolean {
  return (
    /^(?:(?:submission|paper|abstract) )?deadlines?(?: (?:for|of)\b|[:：])/i.test(title) ||
    (wordCount(title) <= maxNoticeWords && /\b(?:web ?site|home ?page)$/i.test(title))
  );
}

const maxNoticeWords = 5;

/** `[KelpTracker](https://github.com/a/kelp) - Fast tracker for harbours from the Quay Lab`: a name, its code and what it does. */
function isDescribedCode({
  title,
  titleKind,
  labelled,
  authors,
  statements,
  links,
  wordsAfter,
}: Entry): boolean {
  return (
    titleKind === "link" &&
    !labelled &&
    authors === null &&
    statements.length === 0 &&
    links.length > 0 &&
    links.every(({ url }) => repository.test(url)) &&
    wordCount(title) <= maxToolWords &&
    wordsAfter >= minDescriptionWords
  );
}

const repository = /^https?:\/\/(?:www\.)?github\.com\/[^/]+\/[^/]+\/?$/;
const maxToolWords = 5;
const minDescriptionWords = 4;

/** `[Slow Waves](https://github.com/a/list#slow-waves)`: a section of a list. */
function isOfContents({ titleKind, statements, links }: Entry): boolean {
  if (titleKind !== "link" || statements.length > 0 || links.length === 0) return false;
  return links.every(({ url }) =>
    /^https?:\/\/(?:www\.)?github\.com\/[^/#?]+\/[^/#?]+\/?#(?!readme)/i.test(url),
  );
}

/** `[Tides Challenge](https://tides.example.org) (Harbour Society, Nov 2019)`: a contest, by the end of its name, and its site. */
function isContest({ title, titleKind, links, labelled }: Entry): boolean {
  const isNamed =
    /\b(?:Challenge|Competition|Contest)(?:,? (?:19|20)\d{2})?$/.test(title) ||
    /大赛|竞赛|挑战赛/.test(title);
  return isNamed && titleKind === "link" && !labelled && links.every(({ kind }) => kind === "other");
}

/** `[Ann Bee](https://annbee.github.io/)`, over what she made; `[Cy Dee (Harbour)](…): 9:15-10:00`, whose talk it was. */
function isPersonsPage({ title, statements, links }: Entry): boolean {
  const [page] = links;
  const [, name = ""] = /^([^(:]{3,40}?)(?: ?\([^()]*\))?(?:: ?\d{1,2}:\d{2}\b.*)?$/.exec(title) ?? [];
  if (statements.length > 0 || page === undefined || !looksLikeName(name)) return false;
  return (
    /^https?:\/\/scholar\.google\./.test(page.url) ||
    (links.length === 1 && isFrontPage(page.url)) ||
    talkTime.test(title)
  );
}

/** `15:15-16:00`. */
const talkTime = /\b\d{1,2}:\d{2}\s?[-–—]\s?\d{1,2}:\d{2}$/;

/** `Harbour-50 Dataset`: up to four words, the last of which says that it is no paper. */
const nameOfData = /^(?:\S+ ){0,3}data ?sets?$/i;

/** `## List of papers`: its titles lead to papers, wherever they lead. */
function isListOfPapers({ path }: Section): boolean {
  return /^(?:list of |the )?papers?(?: (?:list|read|to read))?$/i.test(path.at(-1) ?? "");
}

/** `Awesome Tides [[GitHub](https://github.com/a/awesome-tides)]`: a repository of its kind, and no more. */
function isOtherList({ title, links, statements }: Entry): boolean {
  return /^awesome\b/i.test(title) && statements.length === 0 && links.length > 0 && links.every(isCode);
}

/** A gist may be notes on the paper. */
function isCode({ kind, url }: Link): boolean {
  return (kind === "code" && !url.startsWith("https://gist.")) || kind === "video";
}

/** `Lecture 3: Slow Waves`, `How to Sail`: a page of a course or a manual. */
const ofCourse =
  /^(?:lectures?|week|chapter|part|day|lesson|module|unit|section|tutorial|lab|exercises?|homework|assignment|step|session|how to|getting started|introduction to)\b/i;

/** `Slow Waves of the Northern Sea and Their Tides`: at least six words, most of the long ones with a capital letter. */
function isCapitalised(title: string): boolean {
  return wordCount(title) >= 6 && hasCapitals(title);
}

/** Titles alone, and their share among papers, in a list of titles. */
const minTitles = 5;
const minTitleShare = 0.8;

/** Notes with whole titles, and their share among all notes, in a list of notes on papers. */
const minNotes = 5;
const minNotesShare = 1 / 3;

/** Decides what the titles are that lead to pages of the list's own repository: notes on papers, or parts of the list. */
function judgeNotes(candidates: readonly Candidate[]): readonly Candidate[] {
  const notes = candidates.filter(({ likelihood }) => likelihood === "notes");
  if (notes.length === 0) return candidates;
  const isWhole = ({ entry, likelihood }: Candidate) =>
    (likelihood === "notes" || likelihood === "fair") &&
    entry.links.length === 0 &&
    isCapitalised(entry.title);
  const whole = candidates.filter(isWhole).length;
  const areOnPapers = whole >= minNotes && whole >= notes.length * minNotesShare;
  return candidates.map((candidate) =>
    candidate.likelihood === "notes"
      ? { ...candidate, likelihood: areOnPapers ? "fair" : "likely" }
      : candidate,
  );
}

/** Decides what the titles are that have nothing else: a list has some by mistake, or hardly anything else. */
function judgeTitles(candidates: readonly Candidate[]): readonly Candidate[] {
  const titles = candidates.filter(({ likelihood }) => likelihood === "title").length;
  if (titles === 0) return candidates;
  // One without a link is another title, over its authors.
  const certain = candidates.filter(
    ({ entry, likelihood }) => (likelihood === "sure" || likelihood === "fair") && entry.links.length > 0,
  ).length;
  const isListOfTitles = areTitles(titles, titles + certain);
  const groups = new Map<number, { titles: number; all: number }>();
  for (const { entry, groupId, likelihood } of candidates) {
    const { titles = 0, all = 0 } = groups.get(groupId) ?? {};
    // A linked title without a link is one in a table of contents.
    const isTitle = likelihood === "title" && entry.titleKind !== "link";
    groups.set(groupId, { titles: isTitle ? titles + 1 : titles, all: all + 1 });
  }
  const isGroupOfTitles = ({ groupId }: Candidate) => {
    const { titles = 0, all = 0 } = groups.get(groupId) ?? {};
    return areTitles(titles, all);
  };
  return candidates.map((candidate) =>
    candidate.likelihood === "title"
      ? { ...candidate, likelihood: isListOfTitles || isGroupOfTitles(candidate) ? "fair" : "likely" }
      : candidate,
  );
}

/** Whether so many titles among all entries show that titles alone are papers here. */
function areTitles(titles: number, all: number): boolean {
  return titles >= minTitles && titles >= all * minTitleShare;
}

/**
 * Selects the candidates that are papers. Uncertain ones are judged by their group: in a group of papers they are papers
 * too, or a problem if they have nothing but a title. In any other group they are dropped as prose.
 */
export function selectPapers(found: readonly Candidate[]): {
  readonly papers: readonly Candidate[];
  readonly problems: readonly Problem[];
  /** Entries that were read and are no papers, outside ignored sections. */
  readonly passedOver: readonly Candidate[];
} {
  const candidates = judgeTitles(judgeNotes(found));
  const counts = new Map<number, { certain: number; all: number }>();
  for (const { groupId, likelihood } of candidates) {
    const { certain, all } = counts.get(groupId) ?? { certain: 0, all: 0 };
    const isCertain = likelihood === "sure" || likelihood === "fair";
    counts.set(groupId, { certain: isCertain ? certain + 1 : certain, all: all + 1 });
  }
  const papers: Candidate[] = [];
  const problems: Problem[] = [];
  const passedOver: Candidate[] = [];
  for (const candidate of candidates) {
    const { entry, groupId, likelihood, line, section } = candidate;
    const { certain = 0, all = 1 } = counts.get(groupId) ?? {};
    const amongPapers = certain / all >= 0.5;
    if (likelihood === "sure" || (likelihood !== "no" && amongPapers)) {
      papers.push(candidate);
      continue;
    }
    if (section.kind !== "ignored") passedOver.push(candidate);
    if (amongPapers && section.kind === "papers" && entry.links.length === 0 && !isTranslation(entry.title)) {
      const title = entry.title.slice(0, 80);
      problems.push({ line, message: `"${title}" is among papers but has no link and no venue: add one.` });
    }
  }
  return { papers, problems, passedOver };
}
