import type { Run } from "../source/block.js";
import { runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { kindOfLabel, linkKind } from "./link-kind.js";
import { readVenue } from "./read-venue.js";
import { withoutEmoji, wordCount } from "./words.js";

const attributeName =
  /^[\s*_`|]*(?:(?:official |project |source )?(?:paper|papers|pdf|arxiv|code|codes|github|project|homepage|home ?page|website|page|link|links|url|video|slides|demo|authors?|venue|conference|conf|journal|publication|publisher|pub|published|year|date|abstract|tl;?dr|summary|keywords?|tags?|dataset|datasets|model|models|institutions?|affiliations?|notes?|blog|poster|supp|openreview|doi|bibtex|中文解读|解读|论文(?:下载)?(?:链接)?|代码(?:和数据集)?|主页|数据集|作者|单位|会议)(?: link| url| page)?\d*(?:[(（][^)）]*[)）])?)[\s*_`]*[:：]/i;

/**
 * Whether a nested bullet is an attribute of the paper above it (`Paper: https://…`, `[Code](…)`) rather than an entry.
 */
export function isAttribute(runs: readonly Run[], venues: VenueRegistry): boolean {
  const text = withoutEmoji(runsText(runs));
  if (attributeName.test(text) || /^(?:oral|spotlight|highlight|poster|best paper.*)$/i.test(text))
    return true;
  const links = runs.filter((run) => run.kind === "link");
  if (links.length === 0) return readVenue(text, venues)?.venue != null;
  if (links.some((link) => isNamedPaper(link.text, link.url, link.bare))) return false;
  const words = runs
    .map((run) =>
      run.kind === "link"
        ? run.bare || kindOfLabel(run.text)
          ? ""
          : run.text
        : run.kind === "text"
          ? run.text
          : "",
    )
    .join(" ");
  return (
    wordCount(words) <= 1 ||
    (wordCount(words) <= 4 && readVenue(words.replace(/[[\]()]/g, " "), venues) !== null)
  );
}

/** `[FooNet](https://arxiv.org/…)`: a link to a paper whose label is a name, not just `PDF` or a number. */
function isNamedPaper(label: string, url: string, bare: boolean): boolean {
  return !bare && kindOfLabel(label) === null && /\p{L}{2}/u.test(label) && linkKind("", url) === "arxiv";
}
