const names =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega".split(
    " ",
  );
const letters = "αβγδεζηθικλμνξοπρστυφχψω";
const isName = new Set(names);

/** Not in a Greek word. */
const loneLetter = /(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})/gu;
const latexCommand = /\\(?:var)?([a-z]+)/giu;

/**
 * Greek letters and the LaTeX commands for them by their names, as they are typed: `π0` and `\pi_0` become `pi0` and
 * `pi_0`. Other LaTeX commands become blanks.
 */
export function spellGreek(text: string): string {
  return text
    .replace(/∆/gu, "δ")
    .replace(/∞|\\infty/gu, "infinity")
    .replace(loneLetter, (letter) => names[letters.indexOf(letter.toLowerCase())] ?? letter)
    .replace(latexCommand, (_, name: string) => (isName.has(name.toLowerCase()) ? name : " "));
}
