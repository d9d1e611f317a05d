import { withDetails } from "../catalogue/details.js";
import { count } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { textBlock } from "../interactions/view.js";
import { commitLine, headline } from "./announced.js";
import { announcementPath } from "./announcement-view.js";
import { route } from "./define.js";
import { entriesView } from "./entries-view.js";
import { groupEntries, listEntries } from "./entry-groups.js";
import { exportButton } from "./export-button.js";
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
  const featured = (announcement.featured ?? []).map((one) => ({
    ...one,
    paper: withDetails(one.paper, context.details.of),
  }));
  const [first, ...others] = [...changes, ...featured];
  if (first !== undefined && others.length === 0) {
    const card = await showPaper(context.listView.byId.get(first.paper.id) ?? first.paper, context);
    if (!("revision" in first)) return card;
    const facts = [headline(first.kind, first.paper), commitLine(first.revision)].filter(
      (fact) => fact !== "",
    );
    return { ...card, blocks: [...card.blocks, textBlock(`-# ${facts.join(" · ")}`)] };
  }
  return entriesView({
    heading: [
      `## ${changes.length === 0 ? count(featured.length, "paper") : count(changes.length, "change")}`,
    ],
    entries: listEntries(groupEntries(changes, featured)),
    page,
    at: (page) => announcementPath.at({ page, id }),
    more: [exportButton(announcementPath.at({ page: 0, id }))],
    listView: context.listView,
  });
});
