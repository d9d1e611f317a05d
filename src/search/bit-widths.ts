import type { Concept } from "./expansions.js";

const numerals = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"];

/**
 * The bit width that starts at `words[from]`, and where it ends: `4 bit`, `four bit`, `int4` and the weights of
 * `w4a8` are one. Numbers and letters are words of their own here, so hyphens do not matter.
 */
export function bitWidthAt(words: readonly string[], from: number): { to: number; concept: Concept } | null {
  const [first = "", second = "", third = "", fourth = ""] = words.slice(from, from + 4);
  if ((first === "int" || first === "w") && isWidth(second)) {
    const activations = first === "w" && third === "a" && isWidth(fourth);
    return { to: from + (activations ? 4 : 2), concept: widthOf(second) };
  }
  const spelled = numerals.indexOf(first);
  const digits = spelled >= 0 ? String(spelled) : first;
  return isWidth(digits) && /^bits?$/u.test(second) ? { to: from + 2, concept: widthOf(digits) } : null;
}

function isWidth(word: string): boolean {
  return /^(?:[1-9]|16|32)$/u.test(word);
}

function widthOf(digits: string): Concept {
  return { id: `${digits} bit`, variants: [[digits, "bit"]] };
}
