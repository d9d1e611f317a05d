import type { Revision } from "../catalogue/change.js";
import { changeTime, revisionTime } from "../catalogue/revision-time.js";
import { code, count, link, safe } from "../interactions/text.js";
import type { ServedList } from "../lists/list-view.js";
import type { ListState } from "../lists/lists.js";
import { headline } from "./announcement-view.js";
import { checksLine } from "./status-lines.js";
import { date, relativeTime } from "./timestamp.js";

/** A list: its name, counts, revision, last change and checks. */
export function listLines(list: ServedList, state: ListState | undefined, mark = ""): string[] {
  return [
    `${mark}${listHead(list)}`,
    [
      code(`list:${list.id}`),
      listCounts(list),
      ...(list.revision === null ? [] : [revisionLine(list.revision)]),
    ].join(" · "),
    ...(state === undefined ? [] : [`-# ${lastChange(state)}`, `-# ${checksLine(state.checks)}`]),
  ];
}

/** The list's name, with a link to read it. */
export function listHead({ name, url }: ServedList): string {
  return `**${safe(name, 100)}**${url === null ? "" : ` · ${link("source", url)}`}`;
}

/** `774 papers · 3 entries could not be read`. */
export function listCounts({
  papers,
  problems,
  isLoading,
}: Pick<ServedList, "papers" | "problems" | "isLoading">): string {
  if (isLoading) return "⏳ still being read";
  const unread = problems.filter(({ isMisread }) => !isMisread).length;
  return [
    count(papers.length, "paper"),
    ...(unread === 0 ? [] : [`${count(unread, "entry", "entries")} could not be read`]),
    ...(unread === problems.length ? [] : ["⚠️ a large part of it may be unread"]),
  ].join(" · ");
}

/** The commit that a list was read at, and its date if it has one. */
export function revisionLine(revision: Revision): string {
  const time = revisionTime(revision);
  return `revision ${commitLink(revision)}${time === null ? "" : ` of ${date(time)}`}`;
}

/** A commit's short name, linked where it has a page. */
export function commitLink({ sha, url }: Revision): string {
  return url === null ? code(sha.slice(0, 7)) : link(sha.slice(0, 7), url);
}

function lastChange({ lastChange }: ListState): string {
  if (lastChange === null) return "no change recorded yet";
  const { kind, paper } = lastChange;
  return `last change ${relativeTime(changeTime(lastChange))}: ${headline(kind, paper)}, *${safe(paper.title, 80)}*`;
}
