import { groupByVenue } from "../src/catalogue/venue-groups.js";
import { integer } from "../src/interactions/option.js";
import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { optionalNumber, path, wholeNumber } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count } from "../src/interactions/text.js";
import { type Menu, menu, separator, textBlock, type View } from "../src/interactions/view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { openRows } from "../src/views/open-rows.js";
import { published } from "../src/views/paper-lines.js";
import { suggestYears } from "../src/views/suggestions.js";
import { venuePath } from "../src/views/venue-path.js";

const venuesPath = path<{ page: number; year: number | null }>("venues", {
  page: wholeNumber,
  year: optionalNumber,
});

/** Rows of three components each: Discord takes 40 in a message. */
const groupsPerPage = 8;

export const venues = defineCommand({
  name: "venues",
  description: "See every venue and year in the list, and how many papers each has",
  options: {
    year: integer("Only this year", { min: 1900, max: 2100, suggest: suggestYears }),
  },
  run: ({ year }, context) => showVenues(0, year ?? null, context),
});

export const venuesRoutes: readonly Route<Context>[] = [
  route(venuesPath, ({ page, year }, context) => showVenues(page, year, context)),
];

function showVenues(page: number, year: number | null, { listView }: Context): View {
  const groups = groupByVenue(listView.papers).filter((group) => year === null || group.year === year);
  const at = (page: number) => venuesPath.at({ page, year });
  if (groups.length === 0) return nothingIn(year, listView.papers);
  const pageOfGroups = pageOf(groups, page, groupsPerPage);
  const { shown, current, pages } = pageOfGroups;
  const venueCount = new Set(groups.map(({ venue }) => venue)).size;
  const total = groups.reduce((sum, { papers }) => sum + papers.length, 0);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(venueCount, "venue")}${year === null ? "" : ` in ${year}`}`,
        `-# ${count(total, "paper")}, by venue and year`,
      ),
      separator,
      ...openRows(
        shown.map(({ venue, year, papers }) => ({
          text: `**${published({ venue: venue ?? "Unknown venue", year })}** · ${count(papers.length, "paper")}`,
          path: venuePath.to(venue, year, 0),
        })),
      ),
      ...pageLine(pageOfGroups),
    ],
    // Nobody has to turn many pages to get to an older year.
    menu: pages === 1 ? undefined : yearMenu("Only one year", groups),
    buttons: turnButtons(pageOfGroups, at),
    path: at(current),
  };
}

function nothingIn(year: number | null, papers: readonly { readonly year: number | null }[]): View {
  const years = yearMenu("See another year", papers);
  return {
    kind: "view",
    blocks: [
      textBlock(
        year === null ? "The list has no papers yet." : `No paper in the list is from ${year}.`,
        ...(years === undefined ? [] : ["These years have papers:"]),
      ),
    ],
    menu: years,
  };
}

/** The years of some papers, the latest first; nothing where there is none. */
function yearMenu(
  placeholder: string,
  papers: readonly { readonly year: number | null }[],
): Menu | undefined {
  const years = [...new Set(papers.flatMap(({ year }) => year ?? []))].sort((a, b) => b - a);
  return menu(
    placeholder,
    years.map((year) => ({ label: String(year), path: venuesPath.at({ page: 0, year }) })),
  );
}
