import { groupByVenue } from "../src/catalogue/venue-groups.js";
import { defineCommand } from "../src/discord/command.js";
import type { Context, Library } from "../src/discord/context.js";
import { path } from "../src/discord/path.js";
import { route } from "../src/discord/route.js";
import { count, link, safe } from "../src/discord/text.js";
import { line, linkButton, textBlock, type View } from "../src/discord/view.js";

const aboutPath = path<Record<never, never>>("about", {});

export const about = defineCommand({
  name: "about",
  description: "What this bot is, which list it reads, and how to add it",
  options: {},
  run: (_, context) => showAbout(context),
  routes: [route(aboutPath, (_, context) => showAbout(context))],
});

async function showAbout({ library, facts }: Context): Promise<View> {
  const status = await facts.status();
  const invite = linkButton("Add Paperboy to a server", facts.inviteUrl);
  const source = library.url === null ? null : linkButton("Read the list", library.url);
  return {
    kind: "view",
    blocks: [
      textBlock(
        "## Paperboy",
        "It knows a curated list of research papers: search it, browse it, get a suggestion, hear what is new. Type `/` to see how.",
      ),
      line,
      textBlock("### The list", ...aboutList(library)),
      textBlock(
        "### Searching",
        "Typos, other spellings and abbreviations are understood. You can also write filters: " +
          '`venue:iclr,icml year:2022..2024 has:code -detr "exact words"`, or paste an arXiv id.',
      ),
      ...(status.length === 0 ? [] : [textBlock("### Announcements", ...status)]),
      textBlock(
        `-# Version ${facts.version} · ${count(facts.servers, "server")} · ${latency(facts.latency)} · ` +
          `started <t:${Math.floor(facts.startedAt / 1000)}:R>`,
      ),
    ],
    buttons: [invite, source].flatMap((button) => (button === null ? [] : [button])),
    path: aboutPath.at({}),
  };
}

function aboutList({ name, url, catalogue, revision }: Library): string[] {
  const { papers, problems } = catalogue;
  const groups = groupByVenue(papers).length;
  const links = papers.reduce((sum, paper) => sum + paper.links.length, 0);
  const title = safe(name, 200);
  return [
    `**${title}**${url === null ? "" : ` · ${link("source", url)}`}`,
    `${count(papers.length, "paper")} · ${count(links, "link")} · ${count(groups, "group")} of venue and year`,
    ...(problems.length === 0 ? [] : [`${count(problems.length, "entry", "entries")} could not be read`]),
    revision === null
      ? "-# The copy that comes with the bot"
      : `-# Revision ${revision.url === null ? `\`${revision.sha.slice(0, 7)}\`` : link(revision.sha.slice(0, 7), revision.url)} of ${day(revision.date)}`,
  ];
}

function day(date: string): string {
  return `<t:${Math.floor(Date.parse(date) / 1000)}:D>`;
}

function latency(milliseconds: number | null): string {
  return milliseconds === null ? "latency not measured yet" : `${Math.round(milliseconds)} ms to Discord`;
}
