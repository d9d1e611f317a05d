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
  for (let length = Math.max(0, typed.length - most); length <= beginning.length; length++) {
    least = Math.min(least, previous[length] ?? least);
  }
  return least;
}

/**
 * Fills the matrix of `a` (down) against `b` (across) and leaves its last row in `previous`; false as soon as a whole
 * row is above `most`, since rows never fall again. Only the cells that can be `most` or less are worked out, those at
 * most so far from the diagonal; the cell on either side of them counts as `most + 1`.
 */
function distances(a: string, b: string, most: number): boolean {
  if (a.length > longestMisspelt || b.length > longestMisspelt) return false;
  const far = most + 1;
  for (let j = 0; j <= b.length; j++) previous[j] = Math.min(j, far);
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    const first = Math.max(1, i - most);
    const last = Math.min(b.length, i + most);
    let left = first === 1 ? Math.min(i, far) : far;
    let least = left;
    current[first - 1] = left;
    for (let j = first; j <= last; j++) {
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
    if (last < b.length) current[last + 1] = far;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return true;
}
