import { readdirSync, readFileSync } from "node:fs";

/** A list of our own, and the papers that a person reads in it. */
export interface QualityCase {
  /** The kind of list: the name of its file, `03-digests`. */
  readonly kind: string;
  readonly name: string;
  /** The list's file name, which decides how it is read. */
  readonly path: string;
  readonly text: string;
  readonly papers: readonly ExpectedPaper[];
}

export interface ExpectedPaper {
  readonly title: string;
  readonly venue: string | null;
  readonly year: number | null;
  /** Undefined where they are not looked at. */
  readonly authors: string | undefined;
}

/**
 * The lists of `bench/reading-quality/*.txt`. In a file, `@ NAME` starts a list and `@ papers` what is right:
 * `title | venue | year | authors`, with `-` for none; the authors may be left out. A name may end with that of the
 * list's file: `@ BibTeX, list.bib`.
 */
export function readQualityCases(folder = "bench/reading-quality"): readonly QualityCase[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  return files
    .toSorted()
    .flatMap((file) => readCases(file.slice(0, -4), readFileSync(`${folder}/${file}`, "utf8")));
}

function readCases(kind: string, text: string): readonly QualityCase[] {
  const cases = text.split(/^@ (?!papers$)/m).slice(1);
  return cases.map((each) => {
    const nameEnd = each.indexOf("\n");
    const name = each.slice(0, nameEnd);
    const [list = "", papers = ""] = each.slice(nameEnd + 1).split(/^@ papers$/m);
    const path = /, (\S+\.\w+)$/.exec(name)?.[1] ?? "README.md";
    return { kind, name, path, text: list, papers: papers.trim().split("\n").map(toPaper) };
  });
}

function toPaper(line: string): ExpectedPaper {
  const [title = "", venue = "-", year = "-", authors] = line.split(" | ");
  return { title, venue: venue === "-" ? null : venue, year: year === "-" ? null : Number(year), authors };
}
