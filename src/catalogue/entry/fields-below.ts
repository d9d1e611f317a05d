import { type Block, type Run, runsText } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { joinLines } from "./join-lines.js";
import { isAttribute, isField, isLabel } from "./labels.js";
import { readNameList } from "./name-list.js";
import { titleOf } from "./read-entry.js";
import { readUnknownVenue, readVenue } from "./read-venue.js";
import { startsEntry } from "./split-entries.js";
import { looksLikeName, wordCount } from "./words.js";

type Line = readonly Run[];

/** Fields that follow a title in separate lines and bullets: `Paper: https://…`, `Code: https://…`, `*Ann Bee*`. */
export function fieldsBelow(
  blocks: readonly Block[],
  from: number,
  venues: VenueRegistry,
): { readonly lines: readonly Line[]; readonly blocks: number } | null {
  const lines: Line[] = [];
  let count = 0;
  for (const block of blocks.slice(from, from + 20)) {
    if (block.kind !== "list" && block.kind !== "paragraph") break;
    const own = block.kind === "list" ? block.items : [block];
    const isKnown = ({ runs }: { runs: Line }) =>
      isAttribute(runs, venues) || withoutTitleField(runs) !== null || isByline(runs, venues);
    const known = new Set(own.filter(isKnown));
    if (known.size === 0 || withOtherFields(own, known, venues).length < own.length) break;
    for (const { runs } of own) lines.push(runs);
    count++;
  }
  if (repositoriesIn(lines) > 2) return null;
  return lines.some((runs) => runs.some((run) => run.kind === "link")) ? { lines, blocks: count } : null;
}

/**
 * The known fields, and those of any other name among them: `Demo Video: …`. None where more of all are entries: then a
 * method is called `TAG` or `Model` by chance.
 */
export function withOtherFields<Field extends { readonly runs: Line }>(
  lines: readonly Field[],
  known: ReadonlySet<Field>,
  venues: VenueRegistry,
): readonly Field[] {
  const fields = lines.filter((line) => known.has(line) || isField(line.runs));
  const entries = fields.filter(
    (line) =>
      (!known.has(line) || anyQuote.test(runsText(line.runs))) &&
      startsEntry(line.runs, venues, true) &&
      (!known.has(line) || titleOf(line.runs, venues)?.titleKind === "quoted"),
  );
  return entries.length * 2 > fields.length ? [] : fields;
}

/** Without one, a text has no quoted title: to find that out is faster than to read it. */
const anyQuote = /["“”„‟«＂〝〞「『《`']/;

/** Words of a name over a paper. */
const maxNameWords = 4;

/**
 * Puts a name and the fields below it together, as the lines of one paper. `Paper: [Slow Waves of the Sea](…)` below a name
 * has the title, and the name only the links that it leads to: there may be several papers below one.
 */
export function papersOfFields(name: Line, fields: readonly Line[], venues: VenueRegistry): readonly Line[] {
  const words = wordCount(runsText(name));
  const papers: Line[][] = [];
  const links = name.filter((run) => run.kind === "link");
  for (const field of fields) {
    const titled = words <= maxNameWords ? withoutTitleField(field) : null;
    const title = titled === null ? "" : (titleOf(titled, venues)?.title ?? "");
    if (titled !== null && wordCount(title) >= Math.max(3, words)) papers.push([titled]);
    else if (papers.length > 0) papers.at(-1)?.push(field);
    else if (titled === null) links.push(...field.filter((run) => run.kind === "link"));
  }
  if (papers.length === 0) return [joinLines(name, fields)];
  return papers.map(([first = [], ...others]) => joinLines(first, [...others, links]));
}

const titleField = /^\s*(?:paper|title|paper title|论文)\s*(?:[:：]\s*|$)/i;

/** `**Paper:** [Slow Waves of the Sea](…)` without the name of the field; null for any other line. */
function withoutTitleField(line: Line): Line | null {
  const [first, next, ...rest] = line.filter((run) => run.kind !== "text" || run.text.trim() !== "");
  if (first?.kind !== "text" || !titleField.test(first.text)) return null;
  const own = first.text.replace(titleField, "");
  const isOpen = /[:：]\s*$/.test(first.text) || own !== "";
  const after =
    next?.kind === "text" && !isOpen ? { ...next, text: next.text.replace(/^\s*[:：]\s*/, "") } : next;
  if (!isOpen && (next?.kind !== "text" || after === next || !/^\s*[:：]/.test(next.text))) return null;
  return [...(own === "" ? [] : [{ ...first, text: own }]), ...(after === undefined ? [] : [after]), ...rest];
}

/** `*Ann Bee* [[paper](…)]`, `*Cy Dee*, ICML 2021`: who wrote what is named above, and where it is. */
function isByline(line: Line, venues: VenueRegistry): boolean {
  const [first, ...rest] = line.filter((run) => run.kind !== "text" || run.text.trim() !== "");
  if (first?.kind !== "text" || !first.italic) return false;
  const people = first.text.replace(/(?<![\s.,])[\s.,]+$/, "");
  if (!looksLikeName(people) && readNameList(people)?.isCertain !== true) return false;
  if (rest.some((run) => run.kind === "link" && !isLabel(run, venues))) return false;
  const place = rest
    .map((run) => (run.kind === "text" ? run.text : " "))
    .join("")
    .replace(/^[\s.,:|[\]()/–—-]+|(?<![\s.,:|[\]()/–—-])[\s.,:|[\]()/–—-]+$/g, "");
  return place === "" || (readVenue(place, venues) ?? readUnknownVenue(place)) !== null;
}

/** The number of different repositories that lines begin with: those of a paper are one or two. */
function repositoriesIn(lines: readonly Line[]): number {
  const found = lines.flatMap((runs) => {
    const link = runs.find((run) => run.kind === "link");
    return /^https:\/\/github\.com\/([^/]+\/[^/?#]+)/.exec(link?.url ?? "")?.[1] ?? [];
  });
  return new Set(found).size;
}
