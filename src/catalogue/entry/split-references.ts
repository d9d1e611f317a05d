import { memoWithVenues } from "../memo.js";
import { normaliseTitle } from "../normalise-title.js";
import { type LinkRun, type Run, runsText } from "../source/block.js";
import { isLabel } from "./labels.js";
import { kindOfLabel, leadsToPaper } from "./link-kind.js";
import { readUnknownVenue, readVenue } from "./read-venue.js";
import { wordCount } from "./words.js";

/** What is between two papers on one line: `, `, `; `, ` and `, ` / `. */
const between = /^[\s)\]]*(?:[,;/|、，；]|(?:[,;]\s*)?(?:and|&)(?=\s)|和)[\s([]*$/;

/** Words of a topic before papers: `Early boats: `. */
const maxTopicWords = 6;

/**
 * Splits a line that names several papers by their linked titles, each with the labels that follow it: `Early boats:
 * [Slow Waves of the Sea](…), [Fast Tides for Slow Boats](…)`. What precedes the first is a topic, or says when and where
 * they all were published. Null for any other line.
 */
export const splitReferences = memoWithVenues(
  (runs: readonly Run[], venues): readonly (readonly Run[])[] | null => {
    const titles = runs.flatMap((run, index) =>
      run.kind === "link" && !isLabel(run, venues) && namesPaper(run) ? [index] : [],
    );
    const [first = 0, ...others] = titles;
    if (others.length === 0 || runs.some((run) => run.kind === "break")) return null;
    const links = titles.flatMap((index) => (runs[index]?.kind === "link" ? [runs[index]] : []));
    if (new Set(links.map(({ url }) => url)).size < links.length) return null;
    if (new Set(links.map(({ text }) => normaliseTitle(text))).size < links.length) return null;
    const lead = runs.slice(0, first);
    const topic = runsText(lead).trim();
    if (wordCount(topic) > maxTopicWords || lead.some((run) => run.kind === "link")) return null;
    const gaps = others.map((next, index) => runs.slice((titles[index] ?? 0) + 1, next));
    const areApart = gaps.every((gap) => {
      const isLabelled = gap.every((run) => run.kind !== "link" || isLabel(run, venues));
      const plain = gap
        .map((run) => (run.kind === "text" ? run.text : run.kind === "link" ? "" : " "))
        .join("");
      return isLabelled && between.test(plain.replace(/\(\s*\)|\[\s*\]/g, ""));
    });
    if (!areApart) return null;
    const place = topic.replace(/(?<![\s:：,\-–—])[\s:：,\-–—]+$/, "");
    const ofAll = readVenue(place, venues) ?? readUnknownVenue(place);
    return titles.map((from, index) => {
      const own = runs.slice(from, titles[index + 1]);
      return ofAll ? [...lead, ...own] : own;
    });
  },
);

/** A link to a paper whose text is its title, or its name and a subtitle. */
function namesPaper({ text, url }: LinkRun): boolean {
  const words = wordCount(text);
  if (!leadsToPaper(url) || words < 3) return false;
  return words >= 5 || kindOfLabel(text) === null;
}
