/** Words of one length, and the set of letters of each. */
interface Bucket {
  readonly words: string[];
  readonly letters: number[];
}

/** Words by their length, to find those that are a few typos away: most are ruled out by their letters alone. */
export interface NearWords {
  add(word: string): void;
  delete(word: string): void;
  /** The words at most this far away, with how many letters must be inserted, deleted or replaced. */
  find(word: string, maxDistance: number): readonly (readonly [word: string, distance: number])[];
}

export function createNearWords(): NearWords {
  const byLength = new Map<number, Bucket>();
  return {
    add(word) {
      const bucket = byLength.get(word.length) ?? { words: [], letters: [] };
      byLength.set(word.length, bucket);
      bucket.words.push(word);
      bucket.letters.push(lettersOf(word));
    },
    delete(word) {
      const bucket = byLength.get(word.length);
      const index = bucket?.words.indexOf(word) ?? -1;
      if (bucket === undefined || index < 0) return;
      bucket.words.splice(index, 1);
      bucket.letters.splice(index, 1);
    },
    find(word, maxDistance) {
      const letters = lettersOf(word);
      const found: [string, number][] = [];
      for (let length = word.length - maxDistance; length <= word.length + maxDistance; length++) {
        const bucket = byLength.get(length);
        for (let i = 0; bucket !== undefined && i < bucket.words.length; i++) {
          // Each edit takes at most one letter from the set, and adds at most one.
          if (countBits(letters ^ (bucket.letters[i] ?? 0)) > 2 * maxDistance) continue;
          const known = bucket.words[i] ?? "";
          const distance = distanceFrom(word, known, 0, 0, maxDistance);
          if (distance <= maxDistance) found.push([known, distance]);
        }
      }
      return found;
    },
  };
}

/** The letters of a word, one bit for each; several letters may share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * How far the rests of two words are from each other; more than the limit if it is above it. The limit is small. Unlike for
 * `editDistance`, a swap is two edits: who asks looks swaps up by themselves.
 */
function distanceFrom(a: string, b: string, fromA: number, fromB: number, limit: number): number {
  let [i, j] = [fromA, fromB];
  while (i < a.length && j < b.length && a.charCodeAt(i) === b.charCodeAt(j)) [i, j] = [i + 1, j + 1];
  const [restA, restB] = [a.length - i, b.length - j];
  if (restA === 0 || restB === 0) return restA + restB;
  if (limit === 0 || Math.abs(restA - restB) > limit) return limit + 1;
  const replaced = distanceFrom(a, b, i + 1, j + 1, limit - 1);
  const deleted = distanceFrom(a, b, i + 1, j, limit - 1);
  const inserted = distanceFrom(a, b, i, j + 1, limit - 1);
  return 1 + Math.min(replaced, deleted, inserted);
}
