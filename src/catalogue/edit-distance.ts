/** Longer texts are not compared: no title is as long, and the work grows with the square. */
const maxLength = 400;

/**
 * Whether two words differ by a typo or an ending only: `transformer`, `transformers`. They must share their start or
 * end. Words with digits never count.
 */
export function areSimilarWords(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || Math.abs(a.length - b.length) > 2) return false;
  if (!a.startsWith(b.slice(0, 2)) && !a.endsWith(b.slice(-3))) return false;
  if (/\d/.test(a) || /\d/.test(b)) return false;
  return editDistance(a, b, 2) <= (shorter >= 8 ? 2 : 1);
}

/**
 * The number of letters to insert, delete, replace or swap to turn `a` into `b`; `limit + 1` for anything above `limit`.
 * The common prefix and suffix are skipped, and only the band of the matrix that can be within the limit is filled.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || Math.max(a.length, b.length) > maxLength) return limit + 1;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  return bandedDistance(a.slice(start, endA), b.slice(start, endB), limit);
}

function bandedDistance(a: string, b: string, limit: number): number {
  const far = limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far));
  for (let i = 1; i <= a.length; i++) {
    const next = Array<number>(b.length + 1).fill(far);
    next[0] = Math.min(i, far);
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const replaced = (row[j - 1] ?? far) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (before[j - 2] ?? far) + 1 : far;
      next[j] = Math.min(far, replaced, swapped, (row[j] ?? far) + 1, (next[j - 1] ?? far) + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? far;
}
