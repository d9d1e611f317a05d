import fc from "fast-check";
import type { Paper } from "../../src/catalogue/paper.js";
import { paper } from "./diff-helpers.js";

/** A paper whose identity the oracle knows, whatever the list says of it. */
interface Truth {
  title: string;
  readonly arxiv: string;
  /** The id that the list links to: its own, or another paper's by mistake. */
  linked: string;
  readonly wasPasted: boolean;
  code: string | undefined;
  venue: string | undefined;
  spelling: number;
  isListed: boolean;
  isListedTwice: boolean;
  hadCode: boolean;
  readonly venues: Set<string>;
}

const verbs = [
  "add",
  "add",
  "paste",
  "remove",
  "return",
  "return corrected",
  "correct",
  "retitle",
  "respell",
  "release",
  "accept",
  "move",
  "list twice",
  "swap links",
] as const;

/** Edits to a list, grouped by commit: each is a verb with two numbers that choose a paper and the details. */
export const commits = fc.array(
  fc.array(fc.tuple(fc.constantFrom(...verbs), fc.nat(9999), fc.nat(9999)), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 12 },
);
export type Commits = readonly (readonly (readonly [(typeof verbs)[number], number, number])[])[];

const field =
  "quantization transformer vision language model efficient training inference attention pruning sparse diffusion calibration binary outlier".split(
    " ",
  );
/** Of titles whose id is another paper's: one in that paper's very words would be another wording of it. */
const otherField =
  "harbour kite tide sail rudder gull shore anchor mooring drift current buoy knot keel mast".split(" ");
const arxivSpellings = [
  "https://arxiv.org/abs/ID",
  "http://arxiv.org/pdf/ID.pdf",
  "https://www.arxiv.org/abs/IDv2/",
  "https://export.arxiv.org/pdf/IDv3",
];
const venues = ["ICLR", "NeurIPS", "ECCV"];

/** The serial of the first title that replaces another: beyond those of all papers. */
const firstRetitled = 5000;

/** A unique title: a made-up name and words of the field. */
function newTitle(serial: number, pick: number, vocabulary = field): string {
  // These names differ in several syllables: a difference of one letter would be a typo.
  const digits = String(((serial + 1) * 7919) % 99_991).padStart(5, "0");
  const name = [...digits].map((digit) => "bo ka li mu ne pa ri so tu ve".split(" ")[Number(digit)]).join("");
  const words = [3, 5, 7, 11].map((prime) => vocabulary[(pick * prime + serial) % vocabulary.length]);
  return serial % 3 === 0
    ? `On ${name}s and ${words.join(" ")} with ${name}ers`
    : `${name.toUpperCase()}: ${words.join(" ")} by ${name}ing`;
}

/** Swaps two letters in the longest word of a title, which is never the name. */
function withTypo(title: string): string {
  const word = title.split(" ").reduce((a, b) => (b.length > a.length ? b : a));
  return title.replace(word, `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`);
}

function entry(truth: Truth): Paper {
  const url = arxivSpellings[truth.spelling % arxivSpellings.length]?.replace("ID", truth.linked) ?? "";
  const { code, venue } = truth;
  const plain = paper(truth.title, { ...(code ? { code } : {}), ...(venue ? { venue } : {}) });
  return { ...plain, links: [{ kind: "arxiv", label: "arxiv", url }, ...plain.links] };
}

/**
 * Applies commits to a list. Returns the list and the expected announcements after each commit, preceded by the initial
 * list.
 */
export function play(commits: Commits): { list: Paper[]; announced: string[] }[] {
  const truths: Truth[] = [];
  let retitled = 0;
  const create = (pick: number, pastedFrom?: Truth): Truth => {
    const serial = truths.length;
    const arxiv = `${2000 + (serial % 99)}.${String(10_000 + serial)}`;
    const truth: Truth = {
      ...{
        title: newTitle(serial, pick, pastedFrom === undefined ? field : otherField),
        arxiv,
        linked: pastedFrom?.linked ?? arxiv,
        wasPasted: pastedFrom !== undefined,
      },
      ...{ code: undefined, venue: pick % 4 === 0 ? "arXiv" : undefined, spelling: pick },
      ...{ isListed: true, isListedTwice: false, hadCode: false, venues: new Set<string>() },
    };
    truths.splice(pick % (truths.length + 1), 0, truth);
    return truth;
  };
  for (let i = 0; i < 8; i++) create(i * 7);
  const render = (): Paper[] =>
    truths
      .filter(({ isListed }) => isListed)
      .flatMap((truth) => (truth.isListedTwice ? [entry(truth), entry(truth)] : [entry(truth)]));

  const versions = [{ list: render(), announced: [] as string[] }];
  for (const commit of commits) {
    const announced: string[] = [];
    // One edit per paper and commit: the list alone does not show what several at once mean.
    const touched = new Set<Truth>();
    const choose = (pick: number, fits: (truth: Truth) => boolean): Truth | undefined => {
      const fitting = truths.filter((truth) => !touched.has(truth) && fits(truth));
      const chosen = fitting[pick % Math.max(1, fitting.length)];
      if (chosen) touched.add(chosen);
      return chosen;
    };
    const isConsistent = (truth: Truth): boolean =>
      truth.isListed && !truth.wasPasted && truth.linked === truth.arxiv;
    for (const [verb, pick, how] of commit) {
      if (verb === "add" || verb === "paste") {
        const model = verb === "paste" ? choose(how, isConsistent) : undefined;
        if (verb === "paste" && !model) continue;
        const added = create(pick, model);
        touched.add(added);
        announced.push(`added ${added.title}`);
        continue;
      }
      const truth = choose(pick, verb.startsWith("return") ? ({ isListed }) => !isListed : isConsistent);
      if (!truth) continue;
      if (verb === "remove") truth.isListed = false;
      if (verb.startsWith("return")) truth.isListed = true;
      if (verb === "correct" || verb === "return corrected") truth.title = withTypo(truth.title);
      if (verb === "retitle") truth.title = newTitle(firstRetitled + retitled++, how);
      if (verb === "respell") {
        truth.spelling = how;
        truth.title = how % 2 ? truth.title.toUpperCase() : `${truth.title.toLowerCase()}.`;
      }
      if (verb === "move") {
        truths.splice(truths.indexOf(truth), 1);
        truths.splice(how % (truths.length + 1), 0, truth);
      }
      if (verb === "list twice") truth.isListedTwice = !truth.isListedTwice;
      if (verb === "release") {
        truth.code = truth.code ? undefined : `https://github.com/someone/${truth.arxiv}`;
        if (truth.code && !truth.hadCode) announced.push(`code ${truth.title}`);
        truth.hadCode = true;
      }
      if (verb === "accept") {
        const venue = venues[how % venues.length] ?? "ICLR";
        const wasPublished = truth.venue !== undefined && truth.venue !== "arXiv";
        if (!wasPublished && !truth.venues.has(venue)) announced.push(`accepted ${truth.title} ${venue}`);
        truth.venue = how % 3 === 0 && wasPublished ? "arXiv" : venue;
        if (truth.venue !== "arXiv") truth.venues.add(venue);
      }
      if (verb === "swap links") {
        const other = choose(how, isConsistent);
        if (other) [truth.linked, other.linked] = [other.linked, truth.linked];
      }
    }
    versions.push({ list: render(), announced: announced.sort() });
  }
  return versions;
}
