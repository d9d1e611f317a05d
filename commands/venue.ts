import type { Paper } from "../src/catalogue/paper.js";
import { integer, required, text } from "../src/interactions/option.js";
import type { Route } from "../src/interactions/route.js";
import { count, safe } from "../src/interactions/text.js";
import { button, textBlock, textView, type View } from "../src/interactions/view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { exportButton } from "../src/views/export-button.js";
import { knownVenue } from "../src/views/known-venue.js";
import { papersView } from "../src/views/papers-view.js";
import { suggestVenues, suggestYears } from "../src/views/suggestions.js";
import { papersOfVenue, venueKey, venuePath } from "../src/views/venue-path.js";

export const venue = defineCommand({
  name: "venue",
  description: "List the papers of one venue, newest first",
  options: {
    name: required(text("The venue, such as NeurIPS", { suggest: suggestVenues })),
    year: integer("Only this year", { min: 1900, max: 2100, suggest: suggestYears }),
  },
  run({ name, year }, context) {
    return showVenue(
      venueKey(
        knownVenue(name, context.listView, (venue) => button(venue, venuePath.to(venue, year ?? null, 0))),
      ),
      year ?? null,
      0,
      context,
    );
  },
});

export const venueRoutes: readonly Route<Context>[] = [
  route(venuePath, ({ venue, year, page }, context) => showVenue(venue, year, page, context)),
];

function showVenue(key: string, year: number | null, page: number, { listView }: Context): View {
  const ofVenue = papersOfVenue({ venue: key, year: null }, listView);
  const papers = ofVenue.filter((paper) => year === null || paper.year === year);
  const name = ofVenue[0]?.venue ?? null;
  if (papers.length === 0)
    return name === null
      ? textView("The list has no papers of this venue any more.")
      : notIn(name, year, ofVenue);
  return papersView({
    heading: [
      `## ${name === null ? "Unknown venue" : safe(name, 100)}${year === null ? "" : ` ${year}`}`,
      `-# ${count(papers.length, "paper")}${years(papers)}`,
    ],
    papers: papers.map((paper) => ({ paper })),
    page,
    at: (page) => venuePath.to(name, year, page),
    more: [exportButton(venuePath.to(name, year, 0))],
  });
}

/** Offers the years of the venue that have papers. */
function notIn(name: string, year: number | null, papers: readonly Paper[]): View {
  return {
    kind: "view",
    blocks: [textBlock(`No paper in the list is from ${safe(name, 100)} ${year}. It has papers of:`)],
    buttons: [...new Set(papers.map(({ year }) => year))]
      .slice(0, 4)
      .map((year) => button(year === null ? "No year" : String(year), venuePath.to(name, year, 0))),
  };
}

function years(papers: readonly Paper[]): string {
  const all = papers.flatMap(({ year }) => (year === null ? [] : [year]));
  const [newest, oldest] = [all[0], all.at(-1)];
  if (newest === undefined || newest === oldest) return "";
  return `, ${oldest} to ${newest}`;
}
