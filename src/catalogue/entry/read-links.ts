import type { Link } from "../paper.js";
import { isRelativePaper } from "../relative-links.js";
import type { LinkRun } from "../source/block.js";
import { webUrl } from "../web-url.js";
import { readContainer } from "./citation.js";
import { kindOfLabel, linkKind, namesAddress } from "./link-kind.js";
import type { FoundTitle, Mark, MarkedText } from "./marked-text.js";
import type { Entry } from "./read-entry.js";

type EntryLinks = Pick<Entry, "links" | "labelled" | "onlyCode">;

/** The distinct links of an entry in reading order, without anchors, empty targets and badges. */
export function readLinks({ text, marks, venues }: MarkedText, title: FoundTitle): EntryLinks {
  const links: Link[] = [];
  let labelled = false;
  for (const mark of marks) {
    for (const link of mark.links) {
      const label = labelOf(link, mark, text);
      // The words of `J. Chem. Inf. Model. 62 (2022)` do not say what kind of link it is.
      const isCitation = label !== "" && readContainer(label, venues, true) !== null;
      const read = toLink(link, label, isCitation ? "" : label);
      const isTitle = mark.from >= title.from && mark.to <= title.to;
      // Blogs, news and data have labels of other kinds too.
      if (
        mark.kind === "label" &&
        (readContainer(label, venues) !== null || (kindOfLabel(label) ?? "other") !== "other")
      )
        labelled = true;
      if (!read || links.some((other) => other.url === read.url && other.kind === read.kind)) continue;
      if (mark.kind === "link" && !isTitle && (read.kind === "other" || read.kind === "project")) continue;
      links.push(isTitle ? titleLink(read) : read);
    }
  }
  const leading = marks.find((mark) => mark.kind === "label" && mark.links.length > 0);
  const codeFirst = leading !== undefined && leading.to <= title.from && links.length > 0;
  return { links, labelled, onlyCode: codeFirst && links.every((link) => link.kind === "code") };
}

/** A link of the list as a link of a paper; `null` if it is neither a web page nor a paper in the list's repository. */
function toLink(link: LinkRun, label: string, kindLabel: string): Link | null {
  const url = webUrl(link.url);
  if (!url && isRelativePaper(link.url)) {
    const name = link.url.trim().replace(/^.*\//, "");
    return { kind: linkKind(kindLabel, link.url), label: label || name, url: link.url.trim() };
  }
  if (!url || (link.picture !== null && /(?:img\.shields\.io|badge)/.test(link.url))) return null;
  const shown = /\p{L}|\p{N}/u.test(label) ? label : hostOf(url);
  return { kind: linkKind(kindLabel, link.url), label: shown, url: asWritten(link.url, url) };
}

/** The label of a link: for a bare URL, the name of the field before it (`Paper: https://…`). */
function labelOf(link: LinkRun, mark: Mark, text: string): string {
  if (link.bare) {
    const before = text.slice(Math.max(0, mark.from - 60), mark.from).replace(/<$/, "");
    const name = /([^\n\v,;|.\uE100-\uF8FF]{1,40})[:：]\s*$/u.exec(before)?.[1]?.trim() ?? "";
    return kindOfLabel(name) ? name : "";
  }
  if (link.picture !== null) return "";
  const own = link.text.replace(/^[\s[\]【】(（]+|(?<![\s[\]【】)）])[\s[\]【】)）]+$/g, "").trim();
  if (namesAddress(own, link.url)) return "";
  return own || (mark.links.length === 1 ? mark.text : "");
}

/** The URL as written if it is plain ASCII, else its normal form. */
function asWritten(target: string, url: URL): string {
  return /^https?:\/\/[\x21-\x7e]+$/i.test(target) ? target : url.href;
}

/** The link of a title has no label: its address says what it is. */
function titleLink({ url }: Link): Link {
  const address = webUrl(url);
  return { kind: linkKind("", url), label: address === null ? url : hostOf(address), url };
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^www\./, "");
}
