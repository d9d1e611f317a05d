import { MessageFlags } from "discord-api-types/v10";
import type { Announcement } from "../announce/announcement.js";
import type { AnnouncementView } from "../announce/messenger.js";
import type { Channels } from "../discord/channels.js";
import { addedTagIdsFor, tagIdsFor } from "./forum-tags.js";

/**
 * Fits announcements to their server as it is now: without a role that was deleted, with a forum's tags, and without a
 * notification where the subscription is quiet.
 *
 * @param view what they show
 * @param listName the name of a list by its id
 */
export function createServerView(
  view: (announcement: Announcement) => AnnouncementView,
  channels: Pick<Channels, "hasLostRole" | "tagsOf">,
  listName: (listId: string) => string,
) {
  return (announcement: Announcement): AnnouncementView => {
    const { subscription, changes } = announcement;
    const { guildId, channelId, mentionRoleId, tags, quiet } = subscription;
    const isLost = mentionRoleId !== null && channels.hasLostRole(guildId, mentionRoleId);
    const shown = view(
      isLost ? { ...announcement, subscription: { ...subscription, mentionRoleId: null } } : announcement,
    );
    const forum = channels.tagsOf(guildId, channelId);
    const flags = (shown.body.flags ?? 0) | MessageFlags.SuppressNotifications;
    return {
      ...shown,
      body: quiet ? { ...shown.body, flags } : shown.body,
      tagIds: forum === null ? [] : tagIdsFor(forum, tags, changes, listName),
      addedTagIds: forum === null ? [] : addedTagIdsFor(forum, changes, listName),
    };
  };
}
