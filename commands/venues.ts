import { push } from "../src/catalogue/push.js";
import { groupByVenue } from "../src/catalogue/venue-groups.js";
import { integer, text } from "../src/interactions/option.js";
import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { optionalNumber, path, rest, wholeNumber } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, safe } from "../src/interactions/text.js";
import {
  button,
  type Menu,
  menu,
  separator,
  textBlock,
  textView,
  type View,
} from "../src/interactions/view.js";
import type { ListView } from "../src/lists/list-view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { findVenue } from "../src/views/known-venue.js";
import { openRows } from "../src/views/open-rows.js";
import { published } from "../src/views/paper-lines.js";
import { suggestVenues, suggestYears } from "../src/views/suggestions.js";
import { venuePath } from "../src/views/venue-path.js";

const venuesPath = path<{ page: number; year: number | null }>("venues", {
  page: wholeNumber,
  year: optionalNumber,
});

/** The same of the venues with such a name. */
const likePath = path<{ page: number; year: number | null; name: string }>("venueslike", {
  page: wholeNumber,
  year: optionalNumber,
  name: rest,
});
/** The venues alone, those with most papers first. */
const mostPath = path<{ page: number }>("venuesmost", { page: wholeNumber });
/** Of a name, in a path. */
const maxNameLength = 48;
/** More pages of venues and years than this begin with the venues alone. */
const maxPages = 5;

/** Rows of three components each: Discord takes 40 in a message. */
const groupsPerPage = 8;

export const venues = defineCommand({
  name: "venues",
  description: "See every venue and year in the list, and how many papers each has",
  options: {
    year: integer("Only this year", { min: 1900, max: 2100, suggest: suggestYears }),
    name: text("Only venues with this in their name", { suggest: suggestVenues }),
  },
  run({ year, name }, context) {
    if (name !== undefined) return showVenues(0, { year: year ?? null, name: keyOf(name) }, context);
    const groups = new Set(context.listView.papers.map(({ venue, year }) => `${year} ${venue}`)).size;
    return year === undefined && groups > maxPages * groupsPerPage
      ? showMost(0, context)
      : showVenues(0, { year: year ?? null, name: "" }, context);
  },
});

function keyOf(name: string): string {
  return name.trim().slice(0, maxNameLength).toWellFormed();
}

export const venuesRoutes: readonly Route<Context>[] = [
  route(venuesPath, ({ page, year }, context) => showVenues(page, { year, name: "" }, context)),
  route(likePath, ({ page, year, name }, context) => showVenues(page, { year, name }, context)),
  route(mostPath, ({ page }, context) => showMost(page, context)),
];

/** The venues, however many years each has: what many lists have would be dozens of pages by venue and year. */
function showMost(page: number, { listView }: Context): View {
  const byVenue = new Map<string | null, (number | null)[]>();
  for (const { venue, year } of listView.papers) push(byVenue, venue, year);
  const groups = [...byVenue].sort(
    ([a, x], [b, y]) => Number(a === null) - Number(b === null) || y.length - x.length,
  );
  const pageOfVenues = pageOf(groups, page, groupsPerPage);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(groups.filter(([venue]) => venue !== null).length, "venue")}`,
        `-# ${count(listView.papers.length, "paper")}, the venues with the most first`,
      ),
      separator,
      ...openRows(
        pageOfVenues.shown.map(([venue, years]) => ({
          text: `**${published({ venue: venue ?? "Unknown venue", year: null })}** · ${count(years.length, "paper")}${spanOf(years)}`,
          path: venuePath.to(venue, null, 0),
        })),
      ),
      ...pageLine(pageOfVenues),
    ],
    menu: yearMenu("Only one year", listView.papers),
    buttons: [
      ...turnButtons(pageOfVenues, (page) => mostPath.at({ page })),
      button("By year", venuesPath.at({ page: 0, year: null })),
    ],
    path: mostPath.at({ page: pageOfVenues.current }),
  };
}

/** `, 2015 to 2024`. */
function spanOf(years: readonly (number | null)[]): string {
  const known = years.flatMap((year) => year ?? []);
  const [first, last] = [
    known.reduce((a, b) => Math.min(a, b), Infinity),
    known.reduce((a, b) => Math.max(a, b), 0),
  ];
  if (known.length === 0) return "";
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

/** Those that a list writes so, or the one that the name stands for. */
function venuesLike(name: string, listView: ListView): (venue: string | null) => boolean {
  if (name === "") return () => true;
  const small = name.toLowerCase();
  const found = findVenue(name, listView);
  return (venue) =>
    venue !== null &&
    (venue.toLowerCase().includes(small) || (found.kind === "venue" && venue === found.venue));
}

function showVenues(
  page: number,
  { year, name }: { readonly year: number | null; readonly name: string },
  { listView }: Context,
): View {
  const isLike = venuesLike(name, listView);
  const groups = groupByVenue(listView.papers.filter(({ venue }) => isLike(venue))).filter(
    (group) => year === null || group.year === year,
  );
  const at = (page: number) =>
    name === "" ? venuesPath.at({ page, year }) : likePath.at({ page, year, name });
  if (groups.length === 0)
    return name === ""
      ? nothingIn(year, listView.papers)
      : textView(
          `No venue ${year === null ? "" : `of ${year} `}in the list has “${safe(name, 60)}” in its name.`,
        );
  const pageOfGroups = pageOf(groups, page, groupsPerPage);
  const { shown, current, pages } = pageOfGroups;
  const venueCount = new Set(groups.map(({ venue }) => venue)).size;
  const total = groups.reduce((sum, { papers }) => sum + papers.length, 0);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(venueCount, "venue")}${name === "" ? "" : ` like “${safe(name, 60)}”`}${year === null ? "" : ` in ${year}`}`,
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
    menu: pages === 1 || name !== "" ? undefined : yearMenu("Only one year", groups),
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
