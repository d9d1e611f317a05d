import { withDetails } from "../catalogue/details.js";
import { count } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { textBlock } from "../interactions/view.js";
import { announcementPath, headline } from "./announcement-view.js";
import { changesView } from "./changes-view.js";
import { route } from "./define.js";
import { exportButton } from "./export-button.js";
import { commitLink } from "./list-lines.js";
import { showPaper } from "./paper-routes.js";
import { requireAnnouncing } from "./require-announcing.js";

/** An announcement's *Details*: the paper's card, or every change of a digest. */
export const announcementRoute = route(announcementPath, async ({ page, id }, context) => {
  const announcement = await requireAnnouncing(context).loadAnnouncement(id);
  if (announcement === null)
    throw new UserError(
      "The details are gone: this announcement is too old, or its subscription was removed.",
    );
  const changes = announcement.changes.map((change) => ({
    ...change,
    paper: withDetails(change.paper, context.details.of),
  }));
  const [first] = changes;
  if (first !== undefined && changes.length === 1) {
    const card = showPaper(context.listView.byId.get(first.paper.id) ?? first.paper, context);
    const commit = commitLink(first.revision);
    return {
      ...card,
      blocks: [...card.blocks, textBlock(`-# ${headline(first.kind, first.paper)} with commit ${commit}`)],
    };
  }
  return changesView({
    heading: [`## ${count(changes.length, "change")}`],
    changes,
    page,
    at: (page) => announcementPath.at({ page, id }),
    more: [exportButton(announcementPath.at({ page: 0, id }))],
    listView: context.listView,
  });
});
