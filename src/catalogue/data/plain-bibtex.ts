import { latexAccents, latexLetters } from "../latex-characters.js";

const letters: Readonly<Record<string, string>> = {
  ...latexLetters,
  i: "ı",
  j: "ȷ",
  textendash: "–",
  textemdash: "—",
  ldots: "…",
};
const accented = /\\(?:(["'`^~=.])\s?\{?\s?(\\?\p{L})\s?\}?|([uvHcrk])(?:\{\s?(\\?\p{L})\s?\}|\s(\p{L})))/gu;

/** A value of BibTeX as a reader would type it: accents as letters, without braces and commands; mathematics stays. */
export function plainBibtex(value: string): string {
  if (!/[\\{}~$]|--/.test(value)) return value;
  return value
    .replace(accented, (_, mark: string, one: string, name: string, inBraces: string, after: string) => {
      const letter = (one ?? inBraces ?? after ?? "").replace("\\", "");
      return `${letter}${latexAccents[mark ?? name] ?? ""}`.normalize("NFC");
    })
    .replace(/\\(?:emph|textbf|textit|textsc|texttt|textrm|mathrm|url|uppercase|lowercase)\s?\{/g, "{")
    .replace(/\{\s?\\(?:textsc|textit|textbf|emph|em|it|bf|sc|tt|rm|sf)(?![a-zA-Z])\s?/g, "{")
    .replace(/\\([a-zA-Z]{1,11})(?![a-zA-Z])\s?/g, (command, name: string) => letters[name] ?? command)
    .replace(/\\([&%$#_{}])/g, (_, sign: string) => (sign === "{" || sign === "}" ? "" : sign))
    .replace(/[{}]/g, "")
    .replace(/(?<!\\)~/g, " ")
    .replace(/---?/g, (dashes) => (dashes.length === 2 ? "–" : "—"))
    .normalize("NFC");
}
