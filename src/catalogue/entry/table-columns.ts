import { type Run, runsText, type Table } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { kindOfLabel } from "./link-kind.js";
import { titleOf } from "./read-entry.js";
import { readVenue } from "./read-venue.js";
import { wordCount } from "./words.js";

export type ColumnRole = "title" | "venue" | "date" | "links" | "authors" | "summary" | "attribute" | "other";

const roleWords: readonly (readonly [ColumnRole, RegExp])[] = [
  [
    "date",
    /^(?:date|year|time|month|published|release(?: date)?|submit(?:ted)?|pub\.? date|publish date|submission|(?:[a-z]+ )?(?:deadlines?|dates)|notification|日期|时间|年份|年度|发表(?:年份|时间|日期)|年|発表年|発行年|연도|년도|날짜|발행일)$/,
  ],
  [
    "venue",
    /venue|conf|journal|publication|publisher|publish|^pub\.?$|(?<!re)source|where|booktitle|proceedings|会议|期刊|学会|会議|発表先|掲載|학회|저널/,
  ],
  ["authors", /^(?:authors?|作者|著者|저자)/],
  [
    "summary",
    /summary|abstract|introduction|^intro|description|tl;?dr|comment|note|highlight|contribution|information|details|remarks?|figure|image|overview|^affiliation|^institut|^organi[sz]ation|^team|^group|简介|机构|概要|要約|요약|备注|说明|描述|備考|비고|설명/,
  ],
  [
    "attribute",
    /^(?:locations?|places?|regions?|countr(?:y|ies)|cit(?:y|ies)|(?:image |spatial )?(?:resolutions?|sizes?|pairs)|class(?:es)?|targets?|sensors?|modalit(?:y|ies)|formats?|licen[sc]es?|lengths?|durations?|hardware|gpus?|params?|parameters|backbones?|metrics?|(?:evaluation )?criteri(?:a|on)|focus|domains?|languages?|tags?|stars?)$/,
  ],
  [
    "links",
    /^(?:links?|urls?|pdf|arxiv|code|codes|github|repo\w*|implementation|projects?(?: page)?|page|website|web|homepage|demo|video|resources?|slides?|bib\w*|official code|paper & code|paper\/code|paper link|download|model|weights|checkpoints?|代码|链接|リンク|링크|코드)$/,
  ],
  [
    "title",
    /title|paper|work|article|name|论文|標題|标题|题目|名字|名称|題名|論文|タイトル|논문|제목|method|publication/,
  ],
];

/** Where data are from: `Sentinel-1, Sentinel-2`. */
const ofData = /^(?:data )?sources?$/;

/** The first column of a table that compares methods. */
const namesMethods = /^(?:model|system|agent|approach)s?$/;

/** Columns; the others of a wider table are not read. */
export const maxColumns = 100;

/** The role of each column of a table: by its heading, else by most of its cells. At most one is the title column. */
export function columnRoles(table: Table, venues: VenueRegistry): readonly ColumnRole[] {
  const heads = table.head.cells.map((cell) => plainHead(runsText(cell)));
  const sample = table.rows.filter((row) => row.cells.some((cell) => runsText(cell) !== "")).slice(0, 40);
  const width = Math.max(heads.length, ...sample.map((row) => Math.min(row.cells.length, heads.length || 1)));
  const hasTitleHead = heads.some((head) => roleOfHead(head) === "title");
  const columns = Array.from({ length: Math.min(width, maxColumns) }, (_, column) => {
    const head = heads[column] ?? "";
    const cells = sample.map((row) => row.cells[column] ?? []);
    const role = roleOfHead(head);
    const isTitled =
      role === "title" ||
      (column === 0 && (namesMethods.test(head) || (!hasTitleHead && areNamesWithLinks(cells))));
    const bonus = isTitled ? (/title|标题|標題|题目|題名|タイトル|제목/.test(head) ? 0.6 : 0.3) : 0;
    const malus =
      role === "date"
        ? 1
        : ["summary", "authors", "attribute"].includes(role) || ofData.test(head)
          ? 0.65
          : 0;
    return { role, cells, title: titleShare(cells, venues) + bonus - malus };
  });
  const best = Math.max(...columns.map(({ title }) => title));
  const titleColumn = best >= 0.4 ? columns.findIndex(({ title }) => title === best) : -1;
  return columns.map(({ role, cells }, column) => {
    if (column === titleColumn) return "title";
    if (role !== "title" && role !== "other" && role !== "attribute" && role !== "date") return role;
    const own = roleOfCells(cells, venues);
    // `Published`: a date, or where.
    return role === "date" && own !== "venue" ? role : own;
  });
}

/** `KelpBench [[paper](…)]` in most cells: a name beside its own links. */
function areNamesWithLinks(cells: readonly (readonly Run[])[]): boolean {
  const named = cells.filter(
    (cell) => cell.some(isLabelledLink) && /^\s*\p{L}{2}/u.test(cell[0]?.kind === "text" ? cell[0].text : ""),
  );
  return named.length * 2 > cells.length;
}

function plainHead(head: string): string {
  return head
    .toLowerCase()
    .replace(/[*_`:]/g, "")
    .trim();
}

function roleOfHead(head: string): ColumnRole {
  return head ? (roleWords.find(([, pattern]) => pattern.test(head))?.[0] ?? "other") : "other";
}

/** Whether the head of a column is one of titles: `Paper`, `Name`. */
export function namesTitles(head: string): boolean {
  const plain = plainHead(head);
  return roleOfHead(plain) === "title" || namesMethods.test(plain);
}

/** The share of cells that are titles, weighted by length. Each once: `w/o tools` in row after row is none. */
function titleShare(cells: readonly (readonly Run[])[], venues: VenueRegistry): number {
  const filled = cells.filter((cell) => runsText(cell) !== "");
  const titles = new Set(filled.map((cell) => titleOf(cell, venues)?.title ?? ""));
  const sum = Array.from(titles, (title) => Math.min(1, wordCount(title) / 5)).reduce((a, b) => a + b, 0);
  return filled.length === 0 ? 0 : sum / filled.length;
}

function roleOfCells(cells: readonly (readonly Run[])[], venues: VenueRegistry): ColumnRole {
  const filled = cells.filter((cell) => runsText(cell).replace(/[-–—\s]/g, "") !== "");
  if (filled.length === 0) return "other";
  const share = (test: (cell: readonly Run[]) => boolean) => filled.filter(test).length / filled.length;
  const statement = (cell: readonly Run[]) => readVenue(runsText(cell).replace(/[[\]]/g, " "), venues);
  if (share((cell) => Boolean(statement(cell)?.venue)) >= 0.4) return "venue";
  if (share((cell) => statement(cell) !== null) >= 0.6) return "date";
  if (share((cell) => cell.some(isLabelledLink)) >= 0.4) return "links";
  return share((cell) => wordCount(runsText(cell)) > 25) >= 0.4 ? "summary" : "other";
}

function isLabelledLink(run: Run): boolean {
  return run.kind === "link" && (run.bare || run.picture !== null || kindOfLabel(run.text) !== null);
}
