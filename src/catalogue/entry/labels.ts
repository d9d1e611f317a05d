import { isAsciiLetter } from "../ascii.js";
import { memoText, memoWithVenues } from "../memo.js";
import { type LinkRun, type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { readContainer, readShortCitation } from "./citation.js";
import { withoutEmoji } from "./emoji.js";
import { kindOfLabel, leadsToPaper, linkKind } from "./link-kind.js";
import { readNameList } from "./name-list.js";
import { namesIn } from "./names-in.js";
import { readPlaceLine } from "./place-line.js";
import { readsLikeJournal, readUnknownVenue, readVenue } from "./read-venue.js";
import { readTypedReference } from "./typed-reference.js";
import { wordCount } from "./words.js";

/** Words that may accompany the decisive one in a label. */
const filler = new Set(
  "official unofficial link here the in of on to by our original new reproduced third party community open available coming soon construction final conference journal version camera ready full workshop main and with for v extended".split(
    " ",
  ),
);

/** Whether a link only names its target (`Paper`, `ICLR 2024`, a badge, a bare URL), and so is not a title. */
export function isLabel(link: LinkRun, venues: VenueRegistry): boolean {
  return link.picture !== null || link.bare || isLabelLike(link.text, venues);
}

/** A link by itself, or what kind of publication it leads to: never a title. */
const namesNothing =
  /^[[(]?(?:links?|urls?|(?:click )?here|download|conference|journal|workshop|full[ -]?text|publisher|链接|連結|リンク|링크)[\])]?$/i;

const isLabelLike = memoText((label, venues) => {
  const text = withoutEmoji(label).trim();
  if (namesNothing.test(text)) return true;
  if (readTypedReference(text, venues) !== null) return false;
  if (!/\p{L}/u.test(text) || /^(?:doi:? *)?10\.\d{4,9}\/|^arxiv: *\d{4}/i.test(text)) return true;
  if (/^[[(【].*[\])】]$/u.test(text) && wordCount(text) <= 4) return true;
  return (
    isLabelText(text) ||
    readsLikeJournal(text) ||
    readVenue(text, venues) !== null ||
    (wordCount(text) <= 3 && readUnknownVenue(text) !== null) ||
    readContainer(text, venues) !== null ||
    citesPeople(text)
  );
});

/** `Fay et al. (1990)`: one surname and a year may be a title. */
function citesPeople(text: string): boolean {
  const cited = readShortCitation(text);
  return cited !== null && readNameList(cited.authors)?.isCertain === true;
}

/** More words than a label has. Most texts are titles: to find that out is faster than to list their words. */
const sixWords = /^\P{L}*(?:\p{L}[\p{L}\p{M}]*[^\p{L}\p{M}]\P{L}*){5}\p{L}/u;

/** Plain ASCII is read without the pattern, several times as fast. */
function hasSixWords(text: string): boolean {
  let words = 0;
  let inWord = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return sixWords.test(text);
    const isLetter = isAsciiLetter(code);
    if (isLetter && !inWord && ++words === 6) return true;
    inWord = isLetter;
  }
  return false;
}

/** `PyTorch (author)`, `Official Code`, `papar`: every word is one of a label. */
export function isLabelText(text: string): boolean {
  const outside = text.includes("(") ? text.replace(/\([^)]*\)?/g, " ") : text;
  const bare = /[[\]【】]/.test(outside) ? outside.replace(/[[\]【】]/g, " ") : outside;
  if (hasSixWords(bare)) return false;
  const words = bare.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (words.length === 0 || kindOfLabel(bare) === null) return false;
  return words.length === 1 || words.every((word) => filler.has(word) || kindOfLabel(word) !== null);
}

const attributeName =
  /^[\s*_`|]*(?:\p{L}{1,12}\s?\/\s?)?(?:(?:official |project |source )?(?:paper|papers|pdf|arxiv|code|codes|github|project|homepage|home ?page|website|page|link|links|url|video|slides|demo|authors?|venue|conference|conf|journal|publication|publisher|pub|published|year|date|abstract|tl;?dr|summary|keywords?|tags?|dataset|datasets|model|models|institutions?|affiliations?|notes?|blog|poster|supp|openreview|doi|bibtex|中文解读|解读|论文(?:下载)?(?:链接)?|代码(?:和数据集)?|主页|数据集|作者|单位|会议)(?: link| url| page)?\d*(?:[(（][^)）]*[)）])?)(?:\s?[/+&]\s?\p{L}{1,12})?[\s*_`]*[:：]/iu;

/** `发表日期：`, `発表年：`, `연도: `. */
const attributeInOwnScript =
  /^[\s*_`]{0,8}(?:期刊|年份|发表(?:日期|时间|年份|会议|期刊)|著者|出版年|発表年|学会|論文(?:リンク)?|リンク|저자|연도|학회|링크|논문(?: ?링크)?)[\s*_`]{0,8}[:：]/u;

/** Whether a line begins with the name of a field: `PDF: …`. */
export function beginsField(line: string): boolean {
  return attributeName.test(line) || attributeInOwnScript.test(line);
}

/** Whether a nested bullet is an attribute of the paper above it (`Paper: https://…`, `[Code](…)`), not an entry. */
export function isAttribute(runs: readonly Run[], venues: VenueRegistry): boolean {
  const text = withoutEmoji(runsText(runs));
  if (beginsField(text) || /^(?:oral|spotlight|highlight|poster|best paper.*)$/i.test(text)) return true;
  if (!runs.some((run) => run.kind === "link"))
    return (
      readVenue(text, venues)?.venue != null ||
      namesIn(text, venues) !== null ||
      readPlaceLine(text, venues) !== null
    );
  return isLabels(runs, venues);
}

/** Whether runs with links hold little besides their labels. */
const isLabels = memoWithVenues((runs: readonly Run[], venues): boolean => {
  if (isRowOfLabels(runs)) return true;
  if (runs.some((run) => run.kind === "link" && isNamedPaper(run)) || startsWithName(runs)) return false;
  const words = runs
    .map((run) => {
      if (run.kind === "text") return run.text;
      return run.kind === "link" && !run.bare && !namesTarget(run, venues) ? run.text : "";
    })
    .join(" ");
  // `[[Paper]](…)[[Code]](…)(Bee's first)`
  const said = runs[0]?.kind === "link" ? words.replace(/[(（][^()（）]{1,60}[)）]\s*$/, "") : words;
  const count = wordCount(said);
  return count <= 1 || (count <= 4 && readVenue(words.replace(/[[\]()]/g, " "), venues) !== null);
});

/**
 * `[Original Paper](…) / Review Video / [Summary PDF](…) / [MNIST](waves.ipynb)`: labels between strokes, those of what is
 * not there yet without a link. The first one leads to the paper.
 */
function isRowOfLabels(runs: readonly Run[]): boolean {
  const first = runs.find((run) => run.kind === "link");
  if (first === undefined || !isBriefLabel(first.text) || !leadsToPaper(first.url)) return false;
  const parts = runsText(runs).split(/\s[/|·]|[/|·]\s/);
  if (parts.length < 2 || parts[0]?.trim() !== first.text.trim()) return false;
  const linked = new Set(
    runs.flatMap((run) => (run.kind === "link" && !leadsToPaper(run.url) ? [run.text.trim()] : [])),
  );
  return parts.every((part) => isBriefLabel(part) || linked.has(part.trim()));
}

/** `Summary PDF`, `Original Paper Link`: few words, one of which says what there is. */
function isBriefLabel(text: string): boolean {
  return wordCount(text) <= 4 && kindOfLabel(text) !== null;
}

/** `**KnotNet** [[paper](…)]`: one bold word that is no label names a paper. */
function startsWithName([first]: readonly Run[]): boolean {
  return (
    first?.kind === "text" && first.bold && wordCount(first.text) === 1 && kindOfLabel(first.text) === null
  );
}

function namesTarget({ text, url }: LinkRun, venues: VenueRegistry): boolean {
  if (readTypedReference(text, venues) !== null) return false;
  return (kindOfLabel(text) !== null && !isTitleOfPaper(text, url)) || readContainer(text, venues) !== null;
}

/** `Dynamic Fusion for Multimodal Data` with the address of a paper: one of its words is that of a label by chance. */
function isTitleOfPaper(text: string, url: string): boolean {
  return wordCount(text) >= 4 && leadsToPaper(url) && !isLabelText(text);
}

/** `Demo Video: …`, `作者单位：…`: a field of any name. A linked name is a title. */
export function isField(runs: readonly Run[]): boolean {
  const [first] = runs;
  if (first === undefined || (first.kind !== "text" && first.kind !== "code")) return false;
  const text = withoutEmoji(runsText(runs)).trim();
  const [, name = ""] = /^([\p{L}\p{N}][^:：\n]{0,39})[:：]/u.exec(text) ?? [];
  return name !== "" && wordCount(name) <= 4;
}

/** `[FooNet](https://arxiv.org/…)`: a link to a paper whose label is a name, not just `PDF` or a number. */
function isNamedPaper({ text, url, bare }: LinkRun): boolean {
  const isLabelled = kindOfLabel(text) !== null && !isTitleOfPaper(text, url);
  return !bare && !isLabelled && /\p{L}{2}/u.test(text) && linkKind("", url) === "arxiv";
}
