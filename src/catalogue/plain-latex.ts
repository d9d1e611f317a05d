import { latexAccents, latexLetters } from "./latex-characters.js";

const letters: Readonly<Record<string, string>> = { ...latexLetters, i: "i", j: "j" };

const accent = /\\(?:([`'^~=". ])|([uvHckr])(?![A-Za-z]))\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))/g;

/**
 * The text of an abstract, a title or a name as arXiv has it, without the LaTeX that people can do without: accents become
 * letters, `\emph{x}` is `x`, `\%` is `%`. Formulas stay as they are written, but for their dollars where they are plain.
 * Anything else stays: it is untrusted text, in one line.
 */
export function plainLatex(text: string): string {
  return text
    .replace(accent, (whole, mark: string | undefined, named: string | undefined, braced, bare) => {
      const combining = latexAccents[mark ?? named ?? ""];
      return combining === undefined ? whole : `${braced ?? bare}${combining}`.normalize("NFC");
    })
    .replace(
      /\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])\s?(?:\{\})?/g,
      (_, name: string) => letters[name] ?? "",
    )
    .replace(
      /\\(?:emph|text(?:bf|it|tt|sc|sf|rm|sl|up)?|mathrm|mathbf|mathcal|textsuperscript|url)\s?\{([^{}]*)\}/g,
      "$1",
    )
    .replace(/\$([^$\\^_]{1,40})\$/g, "$1")
    .replace(/\\([%&#$_{}])/g, "$1")
    .replace(/(?<!\\)~/g, " ")
    .replace(/(?<![\\$^_])\{([A-Za-z0-9\u00C0-\u024F -]{1,60})\}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
