import type { Paper } from "../catalogue/paper.js";
import type { Entry } from "./entry.js";
import type { Ranking } from "./rank.js";
import { readWords } from "./words.js";

/** The second paper is this much worse than one that is plainly meant. */
const clearLead = 0.85;

/** The paper that a text plainly means, or null: the only one with this name, or the best one by far. */
export function meantBy(text: string, { ranked, matches, how }: Ranking): Paper | null {
  const [first, second] = ranked;
  if (first === undefined || how !== "all words") return null;
  const areInitials = matches.length === 1 && matches.some(({ areInitials }) => areInitials);
  if (areInitials && first.score < wholeTitle) return null;
  const typed = readWords(text).words.join("");
  const named = ranked.filter(({ entry }) => nameOf(entry) === typed);
  if (named.length > 1) return null;
  const isClear = second === undefined || second.score < clearLead * first.score;
  return named[0]?.entry.paper ?? (isClear ? first.entry.paper : null);
}

/** Initials of only some words of a title are those of something in many lists: they mean no paper plainly. */
const wholeTitle = 0.95;

/** The method's name before the colon, as one word. */
function nameOf({ words, nameLength }: Entry): string {
  return words.slice(0, nameLength).join("");
}
