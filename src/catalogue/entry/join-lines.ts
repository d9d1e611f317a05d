import { memo } from "../memo.js";
import { hardBreak, type Run } from "../source/block.js";

type Runs = readonly Run[];

/** What was put together under a first line, by its further lines. */
const joinedUnder = memo((_first: Runs): { readonly others: readonly Runs[]; readonly whole: Runs }[] => []);

/** Of one first line, how many are remembered: an entry has one list of details, perhaps another in the next revision. */
const maxRemembered = 4;

/**
 * A first line with others below it, each on a line of its own. The same lines give the same runs, so what was found in
 * them is remembered from one revision to the next.
 */
export function joinLines(first: Runs, others: readonly Runs[]): Runs {
  const known = joinedUnder(first);
  const same = known.find(
    (each) => each.others.length === others.length && each.others.every((line, at) => line === others[at]),
  );
  if (same) return same.whole;
  const whole = [...first, ...others.flatMap((line) => [hardBreak, ...line])];
  if (known.length >= maxRemembered) known.shift();
  known.push({ others, whole });
  return whole;
}
