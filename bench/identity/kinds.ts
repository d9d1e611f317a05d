import type { Paper } from "../../src/catalogue/paper.js";
import type { Random } from "../search/random.js";

/** How another list writes a paper. */
export interface Variant {
  readonly title: string;
  /** Which arXiv id the entry has: the paper's, none, the paper's by mistake, or a new one. */
  readonly id: "its own" | "none" | "pasted" | "new";
}

/** A way in which two lists differ on a paper. Null where a paper cannot be written so. */
export interface Kind {
  readonly name: string;
  /** Whether the two entries are one paper. */
  readonly isOne: boolean;
  /** @param other another paper of the first list */
  readonly write: (paper: Paper, random: Random, other: Paper) => Variant | null;
}

const nameOf = (title: string) => /^([^:]{2,24}): (?=.)/.exec(title)?.[1] ?? null;
const withoutName = (title: string) => title.replace(/^[^:]{2,24}: (?=.)/, "");
const wordsOf = (title: string) => title.split(" ");
const changed = (title: string, to: string): string | null => (to === title ? null : to);
const variant = (title: string | null, id: Variant["id"]): Variant | null =>
  title === null ? null : { title, id };

let lastNumber = 10;

/** `SwiftHeron11`: a name that no paper has. */
function invented(random: Random): string {
  const first = ["Swift", "Bold", "Deep", "Tiny", "Quasi", "Neo", "Flex", "Hyper"];
  const last = ["Heron", "Quartz", "Lynx", "Comet", "Fjord", "Maple", "Otter", "Prism"];
  return `${random.pick(first)}${random.pick(last)}${++lastNumber}`;
}

const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/Large Language Models/, "LLMs"],
  [/Vision Transformers/, "ViTs"],
  [/Post-Training Quantization/i, "PTQ"],
  [/Quantization-Aware Training/i, "QAT"],
  [/Convolutional Neural Networks/i, "CNNs"],
  [/Neural Networks/, "Networks"],
  [/Networks/, "Nets"],
];

/** A letter left out of the middle of the longest word. */
function misspelt(title: string): string | null {
  const longest = wordsOf(title).toSorted((a, b) => b.length - a.length)[0] ?? "";
  if (longest.length < 8 || title.length < 30) return null;
  const at = Math.floor(longest.length / 2);
  return title.replace(longest, longest.slice(0, at) + longest.slice(at + 1));
}

export const kinds: readonly Kind[] = [
  { name: "the very title", isOne: true, write: ({ title }) => variant(title, "none") },
  {
    name: "punctuation and case",
    isOne: true,
    write: ({ title }) =>
      variant(changed(title, title.toLowerCase().replaceAll("-", " ").replace(": ", " - ")), "none"),
  },
  {
    name: "`Name:` added, no id",
    isOne: true,
    write: ({ title }, random) =>
      nameOf(title) === null && wordsOf(title).length >= 5
        ? variant(`${invented(random)}: ${title}`, "none")
        : null,
  },
  {
    name: "`Name:` left out, no id",
    isOne: true,
    write: ({ title }) =>
      nameOf(title) !== null && wordsOf(withoutName(title)).length >= 5
        ? variant(withoutName(title), "none")
        : null,
  },
  {
    name: "a bracketed suffix",
    isOne: true,
    write: ({ title }, random) =>
      wordsOf(title).length >= 5 ? variant(`${title} (${invented(random)})`, "none") : null,
  },
  {
    name: "a note in square brackets",
    isOne: true,
    write: ({ title }, random) =>
      wordsOf(title).length >= 5 ? variant(`${title} [${random.pick(["Oral", "Spotlight"])}]`, "none") : null,
  },
  {
    name: "a typo",
    isOne: true,
    write: ({ title }) => variant(misspelt(title), "none"),
  },
  {
    name: "same id, abbreviated",
    isOne: true,
    write: ({ title }) => {
      const found = abbreviations.find(([long]) => long.test(title));
      return found === undefined ? null : variant(title.replace(...found), "its own");
    },
  },
  {
    name: "same id, the method's name alone",
    isOne: true,
    write: ({ title }) => variant(nameOf(title), "its own"),
  },
  {
    name: "same id, a nickname where the title has none",
    isOne: true,
    write: ({ title }, random) => (nameOf(title) === null ? variant(invented(random), "its own") : null),
  },
  {
    name: "same id, the initials of the title",
    isOne: true,
    write: ({ title }) => {
      const initials = wordsOf(title).map((word) => word.charAt(0));
      return nameOf(title) === null && initials.length > 3
        ? variant(initials.join("").toUpperCase(), "its own")
        : null;
    },
  },
  {
    name: "same id, `Name:` added",
    isOne: true,
    write: ({ title }, random) =>
      nameOf(title) === null ? variant(`${invented(random)}: ${title}`, "its own") : null,
  },
  {
    name: "same id, another name",
    isOne: true,
    write: ({ title }, random) =>
      nameOf(title) === null ? null : variant(`${invented(random)}: ${withoutName(title)}`, "its own"),
  },
  {
    name: "same id, retitled",
    isOne: true,
    write: ({ title }, random) => {
      const words = wordsOf(withoutName(title));
      if (words.length < 7) return null;
      return variant(
        `${invented(random)}: Towards ${words.slice(0, Math.ceil(words.length / 2)).join(" ")}`,
        "its own",
      );
    },
  },
  {
    name: "a pasted id: another paper of that list",
    isOne: false,
    write: ({ title }, _, other) =>
      nameOf(other.title) === nameOf(title) ? null : { title: other.title, id: "pasted" },
  },
  {
    name: "a pasted id: a paper of no other list",
    isOne: false,
    write: (_, random) => ({
      title: `${invented(random)}: Mapping Estuary Sediments with Drone-Borne Sonar ${random.below(900)} Arrays`,
      id: "pasted",
    }),
  },
  {
    name: "a pasted id: the nickname of another method",
    isOne: false,
    write: ({ title }, random) => {
      const name = nameOf(title);
      return name === null || name.includes(" ") ? null : variant(invented(random), "pasted");
    },
  },
  {
    name: "the next one of a series",
    isOne: false,
    write: ({ title }) => {
      const name = nameOf(title);
      return name === null ? null : { title: `${name}-2: ${withoutName(title)}`, id: "new" };
    },
  },
  {
    name: "the same name for something else",
    isOne: false,
    write: ({ title }) => {
      const name = nameOf(title);
      return name === null
        ? null
        : { title: `${name}: Robust Cartography of Alpine Glaciers from Orbit`, id: "none" };
    },
  },
  {
    name: "the same method for something else",
    isOne: false,
    write: ({ title }) => {
      const at = title.search(/ (?:for|of|in) /);
      return at < 15 ? null : { title: `${title.slice(0, at)} for Underwater Acoustics`, id: "none" };
    },
  },
];
