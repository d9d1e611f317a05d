import { arxivIdOf } from "../arxiv-id.js";
import { readContainer } from "../entry/citation.js";
import { publisher } from "../entry/cited-place.js";
import { cleanTitle } from "../entry/clean-title.js";
import { asYear } from "../entry/find-venues.js";
import { linkKind } from "../entry/link-kind.js";
import type { Entry } from "../entry/read-entry.js";
import {
  firstYear,
  readUnknownVenue,
  readVenue,
  readVenueLabel,
  stated,
  statedAs,
  type VenueStatement,
} from "../entry/read-venue.js";
import type { Link } from "../paper.js";
import { isRelativePaper } from "../relative-links.js";
import type { VenueRegistry } from "../venues.js";
import { webUrl } from "../web-url.js";
import { isMapping, textOf, titleFields } from "./record.js";

type Fields = ReadonlyMap<string, unknown>;

const authorFields = ["authors", "author", "authornames", "authorlist", "作者", "저자", "著者"];
const venueFields = [
  "venue",
  "journal",
  "booktitle",
  "conference",
  "conf",
  "journaltitle",
  "containertitle",
  "publishedin",
  "publication",
  "proceedings",
  "venuename",
  "journalname",
  "会议",
  "会议名称",
  "期刊",
  "学会",
  "학회",
];
const lesserVenueFields = ["publisher", "source", "institution", "school"];
const yearFields = [
  "year",
  "date",
  "published",
  "publicationdate",
  "pubdate",
  "publishdate",
  "issued",
  "time",
  "publicationyear",
  "pubyear",
  "年",
  "年份",
  "发表时间",
  "发表年份",
  "发表日期",
  "日期",
  "연도",
];
const tagFields = ["tags", "keywords", "topics", "tag", "keyword", "topic", "category"];
/** Links that are not of the paper. */
const otherLinks =
  /^(?:image|img|thumbnail|logo|teaser|figure|icon|avatar|cover|preview|license|id|key|file|abstract|note|notes)/;
const idFields = ["arxiv", "arxivid", "eprint", "arxiv_id"];

const maxLinks = 30;
const maxTags = 20;
const maxTextLength = 2000;

/** A record as an entry, with its title as it is written in the file; null if it is no paper. */
export function recordEntry(
  fields: Fields,
  venues: VenueRegistry,
): { readonly entry: Entry; readonly written: string } | null {
  const titleField = titleFields.find((name) => isTitle(textOf(fields.get(name))));
  const written = titleField === undefined ? null : textOf(fields.get(titleField));
  if (titleField === undefined || written === null) return null;
  const title = cleanTitle(written);
  if (title === "" || title.length > 500) return null;
  const links = readLinks(fields);
  const authors = readAuthors(fields);
  const statements = readStatements(fields, venues);
  const isPaper = links.length > 0 || authors !== null || statements.some(({ venue }) => venue !== null);
  // A name is that of a paper only beside what tools and people do not have.
  const isNamed = titleField !== "name" || statements.length > 0 || authors !== null;
  if (!isPaper || !isNamed) return null;
  return {
    written,
    entry: {
      title,
      titleKind: "link",
      links,
      labelled: true,
      onlyCode: false,
      leadsWithin: false,
      beginsWithPeople: false,
      wordsBefore: 0,
      followsLabels: false,
      wordsAfter: 0,
      statements,
      authors,
      tags: readTags(fields),
    },
  };
}

function isTitle(text: string | null): boolean {
  return (
    text !== null && (text.match(/\p{L}/gu)?.length ?? 0) >= 2 && !/^(?:https?:|www\.|10\.\d{4})/i.test(text)
  );
}

function readAuthors(fields: Fields): string | null {
  for (const name of authorFields) {
    const value = fields.get(name);
    const people = Array.isArray(value) ? value.slice(0, 500).flatMap((each) => personOf(each) ?? []) : [];
    const text = people.length > 0 ? people.join(", ") : textOf(value);
    if (text !== null) return text.slice(0, maxTextLength);
  }
  return null;
}

function personOf(value: unknown): string | null {
  if (!isMapping(value)) return textOf(value);
  const whole = textOf(value["name"]) ?? textOf(value["fullname"]);
  const parts = [
    value["given"] ?? value["first"] ?? value["firstName"],
    value["family"] ?? value["last"] ?? value["lastName"],
  ];
  return whole ?? (parts.flatMap((part) => textOf(part) ?? []).join(" ") || null);
}

/** The venue and the year of a record. */
function readStatements(fields: Fields, venues: VenueRegistry): readonly VenueStatement[] {
  const year = readYear(fields);
  const named = [...venueFields, ...lesserVenueFields].flatMap((name) =>
    isBookPublisher(fields.get(name), venues) ? [] : (venueOf(fields.get(name), venues) ?? []),
  );
  // Of a reading group, the date is that of the meeting.
  const isDate =
    year !== null &&
    readYear(
      fields,
      yearFields.filter((name) => name !== "date"),
    ) === null;
  const statements = named
    .slice(0, 2)
    .map((each) => ({ ...each, year: isDate ? (each.year ?? year) : (year ?? each.year) }));
  if (statements.length > 0) return statements;
  const isPreprint = arxivOf(fields) !== null;
  if (isPreprint) return [stated("arXiv", year, { preprint: true })];
  return year === null ? [] : [stated(null, year)];
}

/** `IEEE Trans Cybern`, `PMLR`: whose name may begin that of a publication. */
const ofSocieties = /^(?:ACM|IEEE|USENIX|IET|SIAM|AAAI|ISCA|ACL|PMLR|CEUR|Citeseer)\b/;

/** `Harbour University Press`, `Springer`: who printed a book says not where a paper was published. */
function isBookPublisher(value: unknown, venues: VenueRegistry): boolean {
  const name = textOf(value)?.slice(0, 300) ?? "";
  return publisher.test(name) && !ofSocieties.test(name) && venues.find(name) === null;
}

function venueOf(value: unknown, venues: VenueRegistry): VenueStatement | null {
  const text = (isMapping(value) ? (textOf(value["name"]) ?? textOf(value["short"])) : textOf(value))?.slice(
    0,
    300,
  );
  if (
    text === undefined ||
    !/\p{L}/u.test(text) ||
    /^(?:https?:|www\.)/i.test(text) ||
    /^(?:n\/?a|nan|null|none|tbd|tba|unknown)$/i.test(text)
  )
    return null;
  const read =
    readVenue(text, venues) ??
    readContainer(text, venues) ??
    readVenueLabel(text, venues) ??
    readUnknownVenue(text);
  if (read) return read;
  const known = venues.find(text.replace(/^(?:in )?proceedings of (?:the )?/i, ""));
  return statedAs(known, text.slice(0, 150), null);
}

function readYear(fields: Fields, names: readonly string[] = yearFields): number | null {
  for (const name of names) {
    const value = fields.get(name);
    const text = value instanceof Date ? value.toISOString() : textOf(value);
    const year = text === null ? null : (asYear(text) ?? firstYear(text));
    if (year !== null) return year;
  }
  return null;
}

function arxivOf(fields: Fields): string | null {
  for (const name of idFields) {
    const text = textOf(fields.get(name));
    const id = text === null ? null : arxivIdOf(text);
    if (id !== null) return id;
  }
  return null;
}

/** The addresses in a record, its DOI and its arXiv id, each once. */
function readLinks(fields: Fields): readonly Link[] {
  const links: Link[] = [];
  const add = (label: string, target: string) => {
    const url = webUrl(target)?.href ?? (isRelativePaper(target) ? target : null);
    if (url === null || links.length >= maxLinks || links.some((link) => link.url === url)) return;
    const name = label.replace(/(?:urls?|links?|page)$/, "") || hostOf(url);
    links.push({ kind: linkKind(name, url), label: name, url });
  };
  for (const [name, value] of fields) addLinks(name, value, add, 0);
  const doi = textOf(fields.get("doi"));
  if (doi !== null && /^10\.\d{4,9}\//.test(doi)) add("doi", `https://doi.org/${doi}`);
  const arxiv = arxivOf(fields);
  if (arxiv !== null) add("arxiv", `https://arxiv.org/abs/${arxiv}`);
  return links;
}

/** Links may be in a list or a mapping: `links: {pdf: …, code: …}`, `links: [{name: pdf, url: …}]`. */
function addLinks(
  name: string,
  value: unknown,
  add: (label: string, target: string) => void,
  depth: number,
): void {
  if (otherLinks.test(name) || depth > 2) return;
  if (Array.isArray(value)) for (const each of value.slice(0, maxLinks)) addLinks(name, each, add, depth + 1);
  else if (isMapping(value)) {
    const url = textOf(value["url"] ?? value["href"] ?? value["link"]);
    const label = textOf(value["name"] ?? value["label"] ?? value["type"] ?? value["text"]);
    if (url !== null && label !== null) add(label.slice(0, 40), url);
    else
      for (const [inner, each] of Object.entries(value).slice(0, maxLinks))
        addLinks(inner.toLowerCase(), each, add, depth + 1);
  } else {
    const text = textOf(value);
    const target = text === null ? null : (/https?:\/\/[^\s{}"<>]{1,1900}/.exec(text)?.[0] ?? text);
    const isAddress = target !== null && (target === text || /^(?:howpublished|note|url|link)/.test(name));
    if (target !== null && isAddress && /^https?:|\.pdf$/i.test(target)) add(name, target);
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

function readTags(fields: Fields): readonly string[] {
  const values = tagFields.flatMap((name) => {
    const value = fields.get(name);
    return Array.isArray(value)
      ? value.slice(0, maxTags).map(textOf)
      : (textOf(value)?.split(/[,;]\s*/) ?? []);
  });
  const short = values.filter((tag): tag is string => tag !== null && tag !== "" && tag.length <= 40);
  return [...new Set(short)].slice(0, maxTags);
}
