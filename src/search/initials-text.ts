import type { Entry } from "./entry.js";

/** The initials of many titles, to look some letters up in all of them. */
export interface InitialsText<Titled> {
  /** The papers with adjacent words of these initials, one or more. */
  find(letters: string): readonly Titled[];
}

/** One text of all: the engine searches it many times as fast as one title after the other. */
export function createInitialsText<Titled extends Pick<Entry, "initials">>(
  entries: readonly Titled[],
): InitialsText<Titled> {
  const text = entries.map(({ initials }) => initials).join("\n");
  /** Where those of each paper end. */
  const ends: number[] = [];
  let end = -1;
  for (const { initials } of entries) {
    end += initials.length + 1;
    ends.push(end);
  }

  /** The first paper whose initials end at an offset or after it, among those from `first` on. */
  function indexAt(at: number, first: number): number {
    let [low, high] = [first, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    find(letters) {
      const found: Titled[] = [];
      let index = 0;
      for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, ends[index])) {
        index = indexAt(at, index);
        found.push(...entries.slice(index, index + 1));
      }
      return found;
    },
  };
}
