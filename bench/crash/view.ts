import type { Announcement } from "../../src/announce/announcement.js";
import type { AnnouncementView } from "../../src/announce/messenger.js";

/** Shows an announcement so that it can be counted: one line for each (subscription, paper, kind). */
export function view({ id, subscription, changes }: Announcement): AnnouncementView {
  return {
    body: {
      content: changes.map(({ paper, kind }) => `${subscription.id} ${paper.id} ${kind}`).join("\n"),
      components: [
        { type: 1, components: [{ type: 2, style: 2, label: "Details", custom_id: `announcement:${id}` }] },
      ],
    },
    threadName: "Announcement",
  };
}
