/** The combining characters of LaTeX's accents: `\"{o}`, `\'e`, `\c{c}`. */
const accents: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  u: "\u0306",
  ".": "\u0307",
  '"': "\u0308",
  r: "\u030A",
  H: "\u030B",
  v: "\u030C",
  c: "\u0327",
  k: "\u0328",
};
const letters: Readonly<Record<string, string>> = {
  ss: "ß",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  o: "ø",
  O: "Ø",
  aa: "å",
  AA: "Å",
  l: "ł",
  L: "Ł",
  i: "ı",
  j: "ȷ",
  textendash: "–",
  textemdash: "—",
  ldots: "…",
};
const accented = /\\(?:(["'`^~=.])\s?\{?\s?(\\?\p{L})\s?\}?|([uvHcrk])(?:\{\s?(\\?\p{L})\s?\}|\s(\p{L})))/gu;

/** A value of BibTeX as a reader would type it: accents as letters, without braces and commands; mathematics stays. */
export function plainLatex(value: string): string {
  if (!/[\\{}~$]|--/.test(value)) return value;
  return value
    .replace(accented, (_, mark: string, one: string, name: string, inBraces: string, after: string) => {
      const letter = (one ?? inBraces ?? after ?? "").replace("\\", "");
      return `${letter}${accents[mark ?? name] ?? ""}`.normalize("NFC");
    })
    .replace(/\\(?:emph|textbf|textit|textsc|texttt|textrm|mathrm|url|uppercase|lowercase)\s?\{/g, "{")
    .replace(/\\([a-zA-Z]{1,11})(?![a-zA-Z])\s?/g, (command, name: string) => letters[name] ?? command)
    .replace(/\\([&%$#_{}])/g, (_, sign: string) => (sign === "{" || sign === "}" ? "" : sign))
    .replace(/[{}]/g, "")
    .replace(/(?<!\\)~/g, " ")
    .replace(/---?/g, (dashes) => (dashes.length === 2 ? "–" : "—"))
    .normalize("NFC");
}
