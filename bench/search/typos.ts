import type { Random } from "./random.js";

const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** One slip of the hand: a letter dropped, doubled, swapped with the next one, or its neighbour on the keyboard. */
export function misspell(word: string, random: Random): string {
  const at = random.below(word.length);
  switch (random.below(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at + 1) + word.slice(at);
    case 2: {
      const from = Math.min(at, word.length - 2);
      const swapped = word.slice(0, from) + word.charAt(from + 1) + word.charAt(from) + word.slice(from + 2);
      return swapped === word ? word.slice(0, at) + word.slice(at + 1) : swapped;
    }
    default:
      return word.slice(0, at) + neighbour(word.charAt(at), random) + word.slice(at + 1);
  }
}

function neighbour(letter: string, random: Random): string {
  const row = rows.find((row) => row.includes(letter));
  if (row === undefined) return letter + letter;
  const at = row.indexOf(letter);
  return random.pick([...row.slice(Math.max(0, at - 1), at), ...row.slice(at + 1, at + 2)]);
}
