/** LaTeX's accents as combining characters of Unicode: `\"{o}`, `\'e`, `\c{c}`. */
export const latexAccents: Readonly<Record<string, string>> = {
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

/** LaTeX's commands for letters: `\ss`, `\o`. */
export const latexLetters: Readonly<Record<string, string>> = {
  ss: "ß",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  aa: "å",
  AA: "Å",
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
};
