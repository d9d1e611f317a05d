import type { Link } from "../paper.js";
import type { FoundTitle } from "./find-title.js";
import type { LinkRun } from "./flat-text.js";
import { kindOfLabel, linkKind } from "./link-kind.js";
import type { Mark } from "./scan-marks.js";
import { webUrl } from "./web-url.js";

export interface EntryLinks {
  readonly links: readonly Link[];
  /** One of them is labelled as a paper's or its code's. */
  readonly labelled: boolean;
}

/** The links of an entry in reading order, each once; anchors, empty targets and pictures' own addresses are none. */
export function readLinks(marks: readonly Mark[], title: FoundTitle): EntryLinks {
  const links: Link[] = [];
  let labelled = false;
  for (const mark of marks) {
    for (const link of mark.links) {
      const read = toLink(link, mark);
      const isTitle = mark.from >= title.from && mark.to <= title.to;
      if (mark.kind === "label" && kindOfLabel(labelOf(link, mark))) labelled = true;
      if (!read || links.some((other) => other.url === read.url && other.kind === read.kind)) continue;
      if (mark.kind === "link" && !isTitle && (read.kind === "other" || read.kind === "project")) continue;
      links.push(isTitle ? { ...read, kind: linkKind("", read.url), label: hostOf(read.url) } : read);
    }
  }
  return { links, labelled };
}

/** A link of the list as a link of a paper, or `null` where it leads nowhere on the web. */
export function toLink(link: LinkRun, mark: Mark | null): Link | null {
  const url = webUrl(link.url);
  if (!url || (link.picture && /(?:img\.shields\.io|badge)/.test(link.url))) return null;
  const label = labelOf(link, mark);
  const shown = /\p{L}|\p{N}/u.test(label) ? label : hostOf(url.href);
  return { kind: linkKind(label, url.href), label: shown, url: asWritten(link.url, url) };
}

function labelOf(link: LinkRun, mark: Mark | null): string {
  if (link.picture || link.bare) return "";
  const own = link.text.replace(/^[\s[\]【】(（]+|[\s[\]【】)）]+$/g, "").trim();
  return own || (mark?.links.length === 1 ? mark.text : "");
}

/** The list's own spelling where it is plain, else the one that every program understands. */
function asWritten(target: string, url: URL): string {
  return /^https?:\/\/[\x21-\x7e]+$/i.test(target) ? target : url.href;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}
