import type { VenueRegistry } from "../../catalogue/venues.js";
import type { Commit } from "./fast-import.js";
import { pastVersions } from "./past-versions.js";

/** Seconds between two versions, and since the last: a preview of a subscription finds something in each month. */
const month = 30 * 24 * 3600;
const sinceLast = 2 * 24 * 3600;

/** How a list may have come to be: its older versions as commits of the past months, oldest first. */
export function pastCommits(list: string, venues: VenueRegistry, now: Date): Commit[] {
  const versions = pastVersions(list, venues);
  const newest = Math.floor(now.getTime() / 1000) - sinceLast;
  return versions.map((markdown, index) => ({
    markdown,
    message: index === 0 ? "Begin the list" : "Add papers",
    at: newest - (versions.length - 1 - index) * month,
  }));
}
