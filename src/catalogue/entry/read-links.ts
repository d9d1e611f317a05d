import type { Link, LinkKind } from "../paper.js";
import type { FlatText, LinkRun } from "./flat-text.js";
import { kindOfLabel, linkKind, namesAddress } from "./link-kind.js";
import type { Mark } from "./scan-marks.js";
import type { FoundTitle } from "./title-search.js";
import { webUrl } from "./web-url.js";

export interface EntryLinks {
  readonly links: readonly Link[];
  /** One of them is labelled as a paper's or its code's. */
  readonly labelled: boolean;
  /** `[[Github](…)] FooLib`: all there is is code, and it is what the title is of. */
  readonly onlyCode: boolean;
}

/** The links of an entry in reading order, each once; anchors, empty targets and pictures' own addresses are none. */
export function readLinks(flat: FlatText, marks: readonly Mark[], title: FoundTitle): EntryLinks {
  const links: Link[] = [];
  let labelled = false;
  for (const mark of marks) {
    for (const link of mark.links) {
      const name = link.bare ? nameBefore(flat, mark.from) : "";
      const read = toLink(link, mark, name);
      const isTitle = mark.from >= title.from && mark.to <= title.to;
      if (mark.kind === "label" && tellsOfPaper(kindOfLabel(labelOf(link, mark, name)))) labelled = true;
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

/** Of anything else there are blogs, news and data too. */
function tellsOfPaper(kind: LinkKind | null): boolean {
  return kind !== null && kind !== "other";
}

/** A link of the list as a link of a paper, or `null` where it leads nowhere on the web. */
function toLink(link: LinkRun, mark: Mark, name: string): Link | null {
  const url = webUrl(link.url);
  if (!url || (link.picture !== null && /(?:img\.shields\.io|badge)/.test(link.url))) return null;
  const label = labelOf(link, mark, name);
  const shown = /\p{L}|\p{N}/u.test(label) ? label : hostOf(url.href);
  return { kind: linkKind(label, url.href), label: shown, url: asWritten(link.url, url) };
}

/** `Paper: https://…`: what a bare URL is called, on its line. */
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

/** The list's own spelling where it is plain, else the one that every program understands. */
function asWritten(target: string, url: URL): string {
  return /^https?:\/\/[\x21-\x7e]+$/i.test(target) ? target : url.href;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}
