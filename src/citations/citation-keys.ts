import { authorsOf, nameParts } from "../catalogue/authors.js";
import type { Paper } from "../catalogue/paper.js";

/** Words that say nothing of a title. */
const smallWords = new Set([
  "a",
  "an",
  "the",
  "on",
  "of",
  "for",
  "in",
  "to",
  "with",
  "and",
  "towards",
  "toward",
  "from",
  "is",
  "are",
  "how",
  "what",
  "do",
  "does",
]);

/**
 * Readable keys, each once: `li2023ivit`, the first author's surname, the year, and the method's name or the first word of
 * the title that says something. Papers that would share a key get a letter: `li2023ivita`.
 */
export function citationKeys(papers: readonly Paper[]): readonly string[] {
  const taken = new Set<string>();
  return papers.map((paper) => {
    const key = keyOf(paper);
    let unique = key;
    for (let number = 1; taken.has(unique); number++) unique = key + lettersOf(number);
    taken.add(unique);
    return unique;
  });
}

function keyOf(paper: Paper): string {
  const year = String(paper.year ?? paper.details?.year ?? "");
  const [first] = authorsOf(paper)?.names ?? [];
  const author = first === undefined ? "" : plain(nameParts(first).family);
  const word = titleWord(paper.title);
  if (author === "") return `${word || `paper${paper.id}`}${year}`;
  return `${author}${year}${word}`;
}

function titleWord(title: string): string {
  const name = plain(/^([^:：]{2,30})[:：]/.exec(title)?.[1] ?? "");
  if (name !== "" && name.length <= 20) return name;
  const words = title.split(/[^\p{L}\p{M}\p{N}]+/u).map(plain);
  return (
    words.find((word) => word.length > 2 && !smallWords.has(word)) ??
    words.find((word) => word !== "") ??
    ""
  ).slice(0, 20);
}

/** Letters and digits of ASCII: keys with others are refused by BibTeX here and there. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}

/** `a` to `z`, then `aa`. */
function lettersOf(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? lettersOf(rest) : "") + String.fromCharCode(97 + ((number - 1) % 26));
}
