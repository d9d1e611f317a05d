import { maxTags } from "../announce/check-settings.js";
import type { ChangeKind } from "../catalogue/change.js";
import type { ForumTags } from "../discord/channels.js";
import type { AnnouncedChange } from "./announced.js";

/** What a server may call the tag of a kind of change. */
const kindTags: Readonly<Record<ChangeKind, readonly string[]>> = {
  added: ["new papers", "new paper", "new"],
  "also-listed": ["also listed", "also in"],
  "code-released": ["code releases", "code release", "code released", "code"],
  accepted: ["acceptances", "acceptance", "accepted"],
  edited: ["edits", "edit", "edited"],
  removed: ["removals", "removal", "removed"],
};

/**
 * The ids of a post's tags: those chosen, then those that are named like its venue, its list or its kind, as many as a
 * post can have. A forum that requires a tag where none fits gets its first one.
 */
export function tagIdsFor(
  { tags, isRequired }: ForumTags,
  chosen: readonly string[],
  changes: readonly AnnouncedChange[],
  listName: (listId: string) => string,
): string[] {
  const ids = idsOf([...chosen, ...automaticTags(changes, listName)], tags);
  const [first] = tags;
  if (ids.length === 0 && isRequired && first !== undefined) return [first.id];
  return ids.slice(0, maxTags);
}

/** The ids of the tags that later changes of a post's paper add to it: those named like its venue, its list or their kind. */
export function addedTagIdsFor(
  { tags }: ForumTags,
  changes: readonly AnnouncedChange[],
  listName: (listId: string) => string,
): string[] {
  return idsOf(automaticTags(changes, listName), tags);
}

function idsOf(names: readonly string[], tags: ForumTags["tags"]): string[] {
  const usable = new Map(tags.map(({ id, name }) => [name.toLowerCase(), id]));
  return [...new Set(names.flatMap((name) => usable.get(name.toLowerCase()) ?? []))];
}

function automaticTags(changes: readonly AnnouncedChange[], listName: (listId: string) => string): string[] {
  return changes.flatMap(({ kind, listId, paper: { venue, year } }) => [
    ...(venue === null ? [] : [`${venue} ${year ?? ""}`.trim(), venue]),
    listName(listId),
    listId,
    ...kindTags[kind],
  ]);
}

/** Those of a subscription's tags that its forum does not have, or that the bot may not use. */
export function missingTags(forum: ForumTags | null, chosen: readonly string[]): string[] {
  const names = new Set(forum?.tags.map(({ name }) => name.toLowerCase()));
  return chosen.filter((name) => !names.has(name.toLowerCase()));
}
