import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { nextVersion } from "../src/catalogue/diff.js";
import { normaliseTitle } from "../src/catalogue/normalise-title.js";
import type { Paper } from "../src/catalogue/paper.js";
import { parseList } from "../src/catalogue/parse-list.js";
import { parseVenues } from "../src/catalogue/parse-venues.js";
import { runSteps } from "../src/catalogue/run-steps.js";
import { createSharedIds, type SharedIds } from "../src/catalogue/shared-ids.js";
import { stepAmongLists } from "../src/catalogue/step-among-lists.js";
import { kinds, type Variant } from "./identity/kinds.js";
import { readCorpus } from "./search/corpus.js";
import { createRandom } from "./search/random.js";

/**
 * Whether a paper of two lists is known to be one, kind by kind: the second list has each paper of real titles as lists
 * write it, or another paper that looks like it. Prints markdown. With `--lists FOLDER`, the pairs of the markdown files
 * there that are surely one paper, or surely two.
 */
const { values } = parseArgs({
  options: { lists: { type: "string" }, all: { type: "boolean", default: false } },
});
const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));
const empty = { papers: [], knownPapers: new Map() };

if (values.lists === undefined) benchKinds();
else benchLists(values.lists);

/** Reads a list among others. @returns its papers, with the ids that they have among them */
function readAmong(sharedIds: SharedIds, list: string, papers: readonly Paper[]): readonly Paper[] {
  const lookup = sharedIds.lookupFor(list);
  if (lookup === null) {
    const version = nextVersion(empty, { papers }, venues);
    sharedIds.update(list, version.knownPapers);
    return version.papers;
  }
  const steps = stepAmongLists(empty, { papers }, venues);
  let next = steps.next();
  while (!next.done) next = steps.next(runSteps(lookup(next.value)));
  sharedIds.update(list, next.value.knownPapers);
  return next.value.papers;
}

function benchKinds(): void {
  const random = createRandom(12);
  const corpus = distinct(readCorpus("bench/search/titles.tsv")).map((paper, index) =>
    withArxivId(paper, index + 1),
  );
  console.log("| kind | pairs | right | wrongly joined or left apart |\n| --- | --- | --- | --- |");
  const sums = { one: 0, joined: 0, wrong: 0 };
  for (const { name, isOne, write } of kinds) {
    const sharedIds = createSharedIds();
    const first = readAmong(sharedIds, "one", corpus);
    const pairs = corpus.flatMap((paper, index) => {
      const other = corpus[(index + 7) % corpus.length];
      const written = other === undefined ? null : write(paper, random, other);
      return written === null ? [] : [{ paper, entry: entryOf(written, paper, corpus.length + index + 1) }];
    });
    const second = readAmong(
      sharedIds,
      "two",
      pairs.map(({ entry }) => entry),
    );
    const idIn = (papers: readonly Paper[], title: string) =>
      papers.find((paper) => normaliseTitle(paper.title) === normaliseTitle(title))?.id ?? null;
    const missed: string[] = [];
    for (const { paper, entry } of pairs) {
      const isJoined = idIn(second, entry.title) === idIn(first, paper.title);
      if (isOne) sums.one++;
      if (isOne && isJoined) sums.joined++;
      if (!isOne && isJoined) sums.wrong++;
      if (isJoined !== isOne) missed.push(`${paper.title} / ${entry.title}`);
    }
    const example = values.all ? missed.join("<br>") : (missed[0] ?? "");
    const cells = [name, pairs.length, ((pairs.length - missed.length) / pairs.length).toFixed(3), example];
    console.log(`| ${cells.join(" | ")} |`);
  }
  report(sums);
}

function report({
  one,
  joined,
  wrong,
}: {
  readonly one: number;
  readonly joined: number;
  readonly wrong: number;
}) {
  console.log(
    `\nrecall ${(joined / one).toFixed(4)} of ${one} pairs, precision ${(joined / (joined + wrong)).toFixed(4)} (${wrong} wrong)`,
  );
}

/** Without those whose titles differ in a letter: which of the two another list means, nobody knows. */
function distinct(papers: readonly Paper[]): readonly Paper[] {
  const keyOf = ({ title }: Paper) => normaliseTitle(title).replace(/s$/, "").slice(0, 30);
  return [...new Map(papers.map((paper) => [keyOf(paper), paper])).values()];
}

function withArxivId(paper: Paper, number: number): Paper {
  const arxivId = `2401.${String(number).padStart(5, "0")}`;
  const url = `https://arxiv.org/abs/${arxivId}`;
  return { ...paper, arxivId, links: [{ kind: "arxiv", label: "paper", url }] };
}

function entryOf({ title, id }: Variant, paper: Paper, number: number): Paper {
  const own = { ...paper, title, id: normaliseTitle(title) };
  if (id === "its own" || id === "pasted") return own;
  return id === "new" ? withArxivId(own, number) : { ...own, arxivId: null, links: [] };
}

interface Listed {
  readonly list: string;
  readonly paper: Paper;
}

/**
 * Surely one paper: one arXiv id and one title, or most of its words; one title of many words and no two arXiv ids. Surely
 * two: different arXiv ids, and not one title. Of the others nothing is said.
 */
function benchLists(folder: string): void {
  const sharedIds = createSharedIds();
  const all: Listed[] = [];
  for (const list of readdirSync(folder).sort()) {
    const { papers } = parseList(readFileSync(join(folder, list), "utf8"), venues);
    all.push(...readAmong(sharedIds, list, papers).map((paper) => ({ list, paper })));
  }
  const sums = { one: 0, joined: 0, wrong: 0 };
  const shown: string[] = [];
  for (const [a, b] of candidatePairs(all)) {
    const truth = truthOf(a.paper, b.paper);
    const isJoined = a.paper.id === b.paper.id;
    if (truth === null) continue;
    if (truth) sums.one++;
    if (truth && isJoined) sums.joined++;
    if (!truth && isJoined) sums.wrong++;
    if (truth !== isJoined) shown.push(`${truth ? "apart" : "joined"}: ${a.paper.title} / ${b.paper.title}`);
  }
  for (const line of shown) console.log(line);
  report(sums);
}

/** Pairs of two lists that share an id, a title or an arXiv id, each once. */
function candidatePairs(all: readonly Listed[]): readonly (readonly [Listed, Listed])[] {
  const groups = new Map<string, Listed[]>();
  for (const one of all) {
    const { id, title, arxivId } = one.paper;
    for (const key of [
      `id ${id}`,
      `title ${normaliseTitle(title)}`,
      ...(arxivId ? [`arxiv ${arxivId}`] : []),
    ])
      groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const seen = new Set<string>();
  const pairs: (readonly [Listed, Listed])[] = [];
  for (const group of groups.values()) {
    for (const [index, a] of group.entries()) {
      for (const b of group.slice(index + 1)) {
        const key = `${a.list} ${a.paper.line} ${b.list} ${b.paper.line}`;
        if (a.list === b.list || seen.has(key)) continue;
        seen.add(key);
        pairs.push([a, b]);
      }
    }
  }
  return pairs;
}

function truthOf(a: Paper, b: Paper): boolean | null {
  const [one, other] = [a, b].map(({ title }) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu)));
  if (one === undefined || other === undefined) return null;
  const isSameTitle = normaliseTitle(a.title) === normaliseTitle(b.title);
  const isSameId = a.arxivId !== null && a.arxivId === b.arxivId;
  const areTwoIds = a.arxivId !== null && b.arxivId !== null && !isSameId;
  if (isSameTitle && one.size >= 5) return areTwoIds ? null : true;
  const common =
    [...one].filter((word) => other.has(word)).length / Math.max(1, Math.min(one.size, other.size));
  if (isSameId) return common >= 0.6 ? true : null;
  return areTwoIds && common < 0.6 ? false : null;
}
