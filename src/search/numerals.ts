import { memoString } from "../catalogue/memo.js";

const spelled = "zero one two three four five six seven eight nine ten".split(" ");
/** A single letter is no number. */
const roman = ["", "", "ii", "iii", "iv", "", "vi", "vii", "viii", "ix", ""];

/** Other ways to write a small number: `2` for `ii` and `two`, and the other way round. */
export const numeralsOf = memoString((word): readonly string[] => {
  const value = [spelled.indexOf(word), roman.indexOf(word), /^\d+$/u.test(word) ? Number(word) : -1];
  const number = word === "" ? -1 : Math.max(...value);
  return [String(number), spelled[number] ?? "", roman[number] ?? ""].filter(
    (other) => number >= 0 && number <= 10 && other !== "" && other !== word,
  );
});
