import { authorsOf } from "../catalogue/authors.js";
import { withDetails } from "../catalogue/details.js";
import type { Paper } from "../catalogue/paper.js";
import { type ExportFormat, exportFormatOf, exportFormats, writeFile } from "../citations/write-file.js";
import type { Route } from "../interactions/route.js";
import { count } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { type Answer, button, menu, textBlock, textView, type View } from "../interactions/view.js";
import { announcementPath } from "./announcement-view.js";
import type { Context } from "./context.js";
import { route } from "./define.js";
import { exportPath } from "./export-button.js";
import { requireAnnouncing } from "./require-announcing.js";
import { fitQuery, readQuery, resultsPath } from "./results.js";
import { papersOfVenue, venuePath } from "./venue-path.js";

/** Papers in one file. */
const maxPapers = 1000;

export const exportRoutes: readonly Route<Context>[] = [
  route(exportPath, async ({ format: extension, from }, context) => {
    const { papers, name } = await papersAt(from, context);
    const format = exportFormatOf(extension);
    return format === null ? askFormat(papers, from) : exportPapers(papers, name, format, context);
  }),
];

function askFormat(papers: readonly Paper[], from: string): View {
  const formats = Object.entries(exportFormats);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `### Export ${count(Math.min(papers.length, maxPapers), "paper")}`,
        ...(papers.length > maxPapers
          ? [`-# The first ${maxPapers} of ${count(papers.length, "paper")}: a filter makes it fewer.`]
          : []),
      ),
    ],
    menu: menu(
      "Choose a file",
      formats.map(([extension, about]) => ({
        label: `.${extension}`,
        description: about,
        path: exportPath.at({ format: extension, from }),
      })),
    ),
    buttons: [button("Back", from, { emoji: "↩️" })],
  };
}

function exportPapers(all: readonly Paper[], name: string, format: ExportFormat, { citer }: Context): Answer {
  const papers = all.slice(0, maxPapers);
  const unknown = papers.filter((paper) => authorsOf(paper) === null).length;
  return {
    kind: "file",
    write: async () => ({
      name: `${name}.${format}`,
      content: await writeFile(papers, format, citer),
      view: textView(
        `**${count(papers.length, "paper")}** as ${exportFormats[format]}`,
        ...(unknown === 0 ? [] : [`-# The authors of ${count(unknown, "paper")} are not known yet.`]),
      ),
    }),
  };
}

/** What a view lists, all pages of it. */
async function papersAt(
  from: string,
  context: Context,
): Promise<{ readonly papers: readonly Paper[]; readonly name: string }> {
  const { listView } = context;
  const [kind = ""] = from.split(":", 1);
  const written = from.slice(kind.length + 1);
  const results = kind === resultsPath.name ? resultsPath.read(written) : undefined;
  if (results !== undefined) {
    const query = fitQuery(readQuery(results.query, listView), listView);
    const { hits } = listView.search.find(query);
    return required({ papers: hits.map(({ paper }) => paper), name: fileName(results.query) });
  }
  const venue = kind === venuePath.name ? venuePath.read(written) : undefined;
  if (venue !== undefined) {
    return required({
      papers: papersOfVenue(venue, listView),
      name: fileName(`${venue.venue} ${venue.year ?? ""}`),
    });
  }
  const announced = kind === announcementPath.name ? announcementPath.read(written) : undefined;
  if (announced !== undefined) {
    const announcement = await requireAnnouncing(context).loadAnnouncement(announced.id);
    const papers = new Map(
      announcement?.changes.map(({ paper }) => [
        paper.id,
        listView.byId.get(paper.id) ?? withDetails(paper, context.details.of),
      ]),
    );
    return required({ papers: [...papers.values()], name: "announced papers" });
  }
  throw new UserError("This cannot be exported: run the command again.");
}

function required<Found extends { readonly papers: readonly Paper[] }>(found: Found): Found {
  if (found.papers.length === 0)
    throw new UserError("There is nothing to export any more: run the command again.");
  return found;
}

/** Letters, digits and dashes of a text, for the name of a file. */
function fileName(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return plain.slice(0, 60).toLowerCase() || "papers";
}
