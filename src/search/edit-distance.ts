/** Words longer than this are formulas, not words somebody misspells. */
export const longestMisspelt = 48;

const width = longestMisspelt + 1;
/** Three rows of the matrix, kept between calls: `distances` is called a few thousand times for one query. */
let beforePrevious = new Uint8Array(width);
let previous = new Uint8Array(width);
let current = new Uint8Array(width);

/**
 * How many letters were dropped, added, changed or swapped with a neighbour between two words (optimal string
 * alignment); any number greater than `most` where there are more than that.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  return distances(a, b, most) ? (previous[b.length] ?? most + 1) : most + 1;
}

/** The least {@link editDistance} between `typed` and any beginning of `word`: how far `trnasf` is from `transf…`. */
export function prefixDistance(typed: string, word: string, most: number): number {
  const beginning = word.slice(0, typed.length + most);
  if (!distances(typed, beginning, most)) return most + 1;
  let least = most + 1;
  for (let length = 0; length <= beginning.length; length++)
    least = Math.min(least, previous[length] ?? least);
  return least;
}

/**
 * Fills the matrix of `a` (down) against `b` (across) and leaves its last row in `previous`; false as soon as a whole
 * row is above `most`, since rows never fall again.
 */
function distances(a: string, b: string, most: number): boolean {
  if (a.length > longestMisspelt || b.length > longestMisspelt) return false;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    current[0] = i;
    let left = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      const diagonal = previous[j - 1] ?? 0;
      let cost = letter === other ? diagonal : Math.min(diagonal, previous[j] ?? 0, left) + 1;
      if (i > 1 && j > 1 && letterBefore === other && b.charCodeAt(j - 2) === letter) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current[j] = cost;
      left = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return false;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return true;
}
