import type { Revision } from "../catalogue/change.js";
import { code, count, link, safe } from "../interactions/text.js";
import type { ServedList } from "../lists/list-view.js";
import type { ListState } from "../lists/lists.js";
import { headline } from "./announcement-view.js";
import { ago } from "./subscription-lines.js";

/** A list: what it is called, what is in it, which revision it is at, what changed last and how it is doing. */
export function listLines(list: ServedList, state: ListState | undefined, mark = ""): string[] {
  return [
    `${mark}${listHead(list)}`,
    [
      code(`list:${list.id}`),
      listCounts(list),
      ...(list.revision === null ? [] : [revisionLine(list.revision)]),
    ].join(" · "),
    ...(state === undefined ? [] : [`-# ${lastChange(state)}`, `-# ${state.line}`]),
  ];
}

/** Its name, and where it can be read. */
export function listHead({ name, url }: ServedList): string {
  return `**${safe(name, 100)}**${url === null ? "" : ` · ${link("source", url)}`}`;
}

/** `774 papers · 3 entries could not be read`. */
export function listCounts({ papers, problems }: Pick<ServedList, "papers" | "problems">): string {
  const unread =
    problems.length === 0 ? [] : [`${count(problems.length, "entry", "entries")} could not be read`];
  return [count(papers.length, "paper"), ...unread].join(" · ");
}

/** Which commit a list was read at, and when that was made. */
export function revisionLine(revision: Revision): string {
  return `revision ${commitLink(revision)} of <t:${Math.floor(Date.parse(revision.date) / 1000)}:D>`;
}

/** A commit by the beginning of its name, which leads to it where it can be seen. */
export function commitLink({ sha, url }: Revision): string {
  return url === null ? code(sha.slice(0, 7)) : link(sha.slice(0, 7), url);
}

function lastChange({ lastChange }: ListState): string {
  if (lastChange === null) return "no change recorded yet";
  const { kind, paper, revision } = lastChange;
  return `last change ${ago(Date.parse(revision.date))}: ${headline(kind, paper)}, *${safe(paper.title, 80)}*`;
}
