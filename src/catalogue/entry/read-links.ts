import type { Link, LinkKind } from "../paper.js";
import { webUrl } from "../web-url.js";
import type { FlatText, LinkRun } from "./flat-text.js";
import { kindOfLabel, linkKind, namesAddress } from "./link-kind.js";
import type { Mark } from "./scan-marks.js";
import type { FoundTitle } from "./title-search.js";

export interface EntryLinks {
  readonly links: readonly Link[];
  /** One of them has the label of a paper or code. */
  readonly labelled: boolean;
  /** All links are code, and the first of them precedes the title, which names it: `[[Github](…)] FooLib`. */
  readonly onlyCode: boolean;
}

/** The distinct links of an entry in reading order, without anchors, empty targets and badges. */
export function readLinks(flat: FlatText, marks: readonly Mark[], title: FoundTitle): EntryLinks {
  const links: Link[] = [];
  let labelled = false;
  for (const mark of marks) {
    for (const link of mark.links) {
      const name = link.bare ? nameBefore(flat, mark.from) : "";
      const read = toLink(link, mark, name);
      const isTitle = mark.from >= title.from && mark.to <= title.to;
      if (mark.kind === "label" && isPaperLabel(kindOfLabel(labelOf(link, mark, name)))) labelled = true;
      if (!read || links.some((other) => other.url === read.url && other.kind === read.kind)) continue;
      if (mark.kind === "link" && !isTitle && (read.kind === "other" || read.kind === "project")) continue;
      links.push(isTitle ? { ...read, kind: linkKind("", read.url), label: hostOf(read.url) } : read);
    }
  }
  const leading = marks.find((mark) => mark.kind === "label" && mark.links.length > 0);
  const onlyCode =
    leading !== undefined && leading.to <= title.from && links.every((link) => link.kind === "code");
  return { links, labelled, onlyCode: onlyCode && links.length > 0 };
}

/** Blogs, news and data have labels of other kinds too. */
function isPaperLabel(kind: LinkKind | null): boolean {
  return kind !== null && kind !== "other";
}

/** A link of the list as a link of a paper; `null` if it is not a web page. */
function toLink(link: LinkRun, mark: Mark, name: string): Link | null {
  const url = webUrl(link.url);
  if (!url || (link.picture !== null && /(?:img\.shields\.io|badge)/.test(link.url))) return null;
  const label = labelOf(link, mark, name);
  const shown = /\p{L}|\p{N}/u.test(label) ? label : hostOf(url.href);
  return { kind: linkKind(label, url.href), label: shown, url: asWritten(link.url, url) };
}

/** The field name before a bare URL: `Paper: https://…`. */
function nameBefore(flat: FlatText, at: number): string {
  return (
    /([^\n\v,;|.\uE100-\uF8FF]{1,40})[:：]\s*$/u
      .exec(flat.text.slice(Math.max(0, at - 60), at))?.[1]
      ?.trim() ?? ""
  );
}

function labelOf(link: LinkRun, mark: Mark, name: string): string {
  if (link.bare) return kindOfLabel(name) ? name : "";
  if (link.picture !== null) return "";
  const own = link.text.replace(/^[\s[\]【】(（]+|[\s[\]【】)）]+$/g, "").trim();
  if (namesAddress(own, link.url)) return "";
  return own || (mark.links.length === 1 ? mark.text : "");
}

/** The URL as written if it is plain ASCII, else its normal form. */
function asWritten(target: string, url: URL): string {
  return /^https?:\/\/[\x21-\x7e]+$/i.test(target) ? target : url.href;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}
