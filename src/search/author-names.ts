import { authorsOf } from "../catalogue/authors.js";
import type { Paper } from "../catalogue/paper.js";

const namesOfPaper = new WeakMap<Paper, readonly (readonly string[])[]>();

/** The names of a paper's authors, each as its words in small letters without accents. */
export function authorNames(paper: Paper): readonly (readonly string[])[] {
  const known = namesOfPaper.get(paper);
  if (known !== undefined) return known;
  const names = (authorsOf(paper)?.names ?? []).map(nameWords).filter((words) => words.length > 0);
  namesOfPaper.set(paper, names);
  return names;
}

const isAscii = /^[ -~]*$/;

/** `José García-Pérez` is `jose`, `garcia`, `perez`. */
export function nameWords(name: string): readonly string[] {
  if (isAscii.test(name)) return name.toLowerCase().match(/[a-z\d]+/g) ?? [];
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether one author has all words of a typed name; a single letter is the initial of a word: `z. li`. */
export function isBy(paper: Paper, typed: string): boolean {
  const wanted = nameWords(typed);
  return (
    wanted.length > 0 &&
    authorNames(paper).some((words) =>
      wanted.every((one) => words.some((word) => word === one || (one.length === 1 && word.startsWith(one)))),
    )
  );
}
