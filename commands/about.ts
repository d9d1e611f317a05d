import { authorsOf } from "../src/catalogue/authors.js";
import type { Paper } from "../src/catalogue/paper.js";
import { groupByVenue } from "../src/catalogue/venue-groups.js";
import { path } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count } from "../src/interactions/text.js";
import { linkButton, separator, textBlock, type View } from "../src/interactions/view.js";
import type { ListView } from "../src/lists/list-view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { listCounts, listHead, revisionLine } from "../src/views/list-lines.js";
import { loadingLine } from "../src/views/loading-line.js";
import { announcingStatus } from "../src/views/status-lines.js";
import { relativeTime } from "../src/views/timestamp.js";

const aboutPath = path<Record<never, never>>("about", {});

export const about = defineCommand({
  name: "about",
  description: "What this bot is, which lists it reads, and how to add it",
  options: {},
  run: (_, context) => showAbout(context),
});

export const aboutRoutes: readonly Route<Context>[] = [route(aboutPath, (_, context) => showAbout(context))];

async function showAbout(context: Context): Promise<View> {
  const { listView, facts } = context;
  const status = await announcingStatus(context);
  const invite = linkButton("Add Paperboy to a server", facts.inviteUrl);
  const [only, ...others] = listView.lists;
  const url = others.length === 0 ? (only?.url ?? null) : null;
  const source = url === null ? null : linkButton("Read the list", url);
  return {
    kind: "view",
    blocks: [
      textBlock(
        "## Paperboy",
        "Papers of curated lists: search them, browse them, get a suggestion, be notified of what is new. Type `/` to see how.",
      ),
      separator,
      textBlock(...(others.length === 0 ? ["### The list", ...aboutList(listView)] : aboutLists(listView))),
      textBlock(
        "### Searching",
        "Typos, other spellings and abbreviations are understood. You can also write filters: " +
          '`venue:iclr,icml year:2022..2024 has:code -detr "exact words"`, or paste an arXiv id.',
      ),
      ...(status.length === 0 ? [] : [textBlock("### Announcements", ...status)]),
      textBlock(
        `-# Version ${facts.version} · ${count(facts.servers, "server")} · ${latency(facts.latency)} · ` +
          `started ${relativeTime(facts.startedAt)}`,
      ),
    ],
    buttons: [invite, source].flatMap((button) => (button === null ? [] : [button])),
    path: aboutPath.at({}),
  };
}

function aboutList({ lists, papers }: ListView): string[] {
  const [list] = lists;
  if (list === undefined) return ["This server sees no list: an admin chooses with `/lists`."];
  const links = papers.reduce((sum, paper) => sum + paper.links.length, 0);
  const { revision, problems } = list;
  return [
    listHead(list),
    `${count(papers.length, "paper")} · ${count(links, "link")} · ${count(groupByVenue(papers).length, "group")} of venue and year`,
    ...(problems.length === 0 ? [] : [`${count(problems.length, "entry", "entries")} could not be read`]),
    ...detailsLine(papers),
    revision !== null
      ? `-# At ${revisionLine(revision)}`
      : papers.length > 0
        ? "-# The copy that comes with the bot"
        : list.isLoading
          ? "-# ⏳ It is still being read"
          : "-# It could not be read yet",
  ];
}

/** `/lists` shows all of them. */
const maxShownLists = 8;

function aboutLists({ lists, papers }: ListView): string[] {
  const more = lists.length - maxShownLists;
  return [
    `### ${count(lists.length, "list")}, ${count(papers.length, "paper")}`,
    ...loadingLine(lists),
    ...lists.slice(0, maxShownLists).map((list) => `${listHead(list)} · ${listCounts(list)}`),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...detailsLine(papers),
    "-# A paper in several lists is counted once; `/lists` says how each list is doing.",
  ];
}

/** Of how many papers authors and abstracts are known; none where that is no paper. */
function detailsLine(papers: readonly Paper[]): string[] {
  const withAuthors = papers.filter((paper) => authorsOf(paper) !== null).length;
  const withAbstract = papers.filter(({ details }) => details?.abstract != null).length;
  if (withAuthors + withAbstract === 0) return [];
  return [
    `-# Authors of ${count(withAuthors, "paper")} and abstracts of ${count(withAbstract, "paper")} are known`,
  ];
}

function latency(milliseconds: number | null): string {
  return milliseconds === null ? "latency not measured yet" : `${Math.round(milliseconds)} ms to Discord`;
}
