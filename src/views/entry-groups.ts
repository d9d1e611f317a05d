import { type ChangeKind, changeKinds } from "../catalogue/change.js";
import { count } from "../interactions/text.js";
import type { FeaturedPaper } from "../store/featured-papers.js";
import type { AnnouncedChange } from "./announced.js";
import { entryLines } from "./paper-lines.js";
import type { PaperRow } from "./paper-rows.js";

/** Papers that are announced together for one reason. */
export interface EntryGroup {
  /** `🆕 New papers`. */
  readonly name: string;
  readonly mark: string;
  readonly rows: readonly PaperRow[];
}

/** The groups of an announcement, in the order in which they are read; none is empty. */
export function groupEntries(
  changes: readonly AnnouncedChange[],
  featured: readonly FeaturedPaper[],
): EntryGroup[] {
  const ofKind = changeKinds.map((kind) => ({
    ...groups[kind],
    rows: changes
      .filter((change) => change.kind === kind)
      .map(({ paper }) => ({ paper, text: entryLines(paper) })),
  }));
  const top = featured.filter(({ kind }) => kind === "top");
  const picks = featured.filter(({ kind }) => kind === "pick");
  return [
    ...ofKind,
    {
      ...groups.top,
      rows: top.map(({ paper, votes }) => ({
        paper,
        text: entryLines(paper, { first: `⭐ ${count(votes, "vote")}` }),
      })),
    },
    { ...groups.pick, rows: picks.map(({ paper }) => ({ paper, text: entryLines(paper) })) },
  ].filter(({ rows }) => rows.length > 0);
}

const groups: Readonly<Record<ChangeKind | FeaturedPaper["kind"], Pick<EntryGroup, "name" | "mark">>> = {
  added: { mark: "🆕", name: "🆕 New papers" },
  "also-listed": { mark: "📋", name: "📋 Also in one more list now" },
  "code-released": { mark: "💻", name: "💻 Code released" },
  accepted: { mark: "🎓", name: "🎓 Accepted" },
  edited: { mark: "✏️", name: "✏️ Entries edited" },
  removed: { mark: "🗑️", name: "🗑️ Removed from the list" },
  top: { mark: "⭐", name: "⭐ Found interesting here" },
  pick: { mark: "🎲", name: "🎲 A pick" },
};

/** The same as one list: each entry with the mark of its group. */
export function listEntries(groups: readonly EntryGroup[]): PaperRow[] {
  return groups.flatMap(({ mark, rows }) =>
    rows.map(({ paper, text }) => ({ paper, text: `${mark} ${text}` })),
  );
}
