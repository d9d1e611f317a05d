import type { Form } from "./vocabulary.js";

const numerals = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"];

/**
 * The other ways to write the bit width that starts at `words[from]`, and where it ends: `4 bit`, `four bit`, `int4`,
 * `fp4` and the weights of `w4a8`. Numbers and letters are words of their own here, so hyphens do not matter.
 */
export function bitWidthForms(words: readonly string[], from: number): { to: number; form: Form }[] {
  const [first = "", second = "", third = "", fourth = ""] = words.slice(from, from + 4);
  if (first === "w" && isWidth(second) && third === "a" && isWidth(fourth)) {
    return otherForms(second, []).map((form) => ({ to: from + 4, form }));
  }
  if ((first === "int" || first === "fp" || first === "w") && isWidth(second)) {
    return otherForms(second, [first, second]).map((form) => ({ to: from + 2, form }));
  }
  const spelled = numerals.indexOf(first);
  const digits = spelled >= 0 ? String(spelled) : first;
  if (isWidth(digits) && /^bits?$/u.test(second)) {
    return otherForms(digits, [first, "bit"]).map((form) => ({ to: from + 2, form }));
  }
  return [];
}

function isWidth(word: string): boolean {
  return /^(?:[1-9]|16|32)$/u.test(word);
}

function otherForms(digits: string, typed: Form): Form[] {
  const numeral = numerals[Number(digits)];
  const forms: Form[] = [
    [digits, "bit"],
    ...(numeral ? [[numeral, "bit"]] : []),
    ["int", digits],
    ["w", digits],
  ];
  return forms.filter((form) => form.join(" ") !== typed.join(" "));
}
