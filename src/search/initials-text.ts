import type { Entry } from "./entry.js";

/** The initials of many titles, to look some letters up in all of them. */
export interface InitialsText<Titled> {
  add(titled: Titled): void;
  remove(titled: Titled): void;
  /** Those with adjacent words of these initials, in the order in which they were added. */
  find(letters: string): readonly Titled[];
}

/** How many titles become one text: so many take less than a millisecond. */
const chunkSize = 500;

/** Texts of many titles each: the engine searches them many times as fast as one title after the other. */
export function createInitialsText<Titled extends Pick<Entry, "initials">>(): InitialsText<Titled> {
  let chunks: Chunk<Titled>[] = [];
  /** Those that are in no chunk yet. */
  let latest: Titled[] = [];
  /** Those that are in the texts still. */
  const removed = new Set<Titled>();

  const isKept = (titled: Titled) => !removed.has(titled);

  function add(titled: Titled): void {
    latest.push(titled);
    if (latest.length < chunkSize) return;
    chunks.push(createChunk(latest));
    latest = [];
  }

  function rebuild(): void {
    const kept = [...chunks.flatMap(({ entries }) => entries), ...latest].filter(isKept);
    [chunks, latest] = [[], []];
    removed.clear();
    for (const titled of kept) add(titled);
  }

  return {
    add,
    remove(titled) {
      removed.add(titled);
      if (removed.size * 2 > (chunks.length + 1) * chunkSize) rebuild();
    },
    find: (letters) =>
      [
        ...chunks.flatMap((chunk) => findIn(chunk, letters)),
        ...latest.filter(({ initials }) => initials.includes(letters)),
      ].filter(isKept),
  };
}

interface Chunk<Titled> {
  readonly entries: readonly Titled[];
  readonly text: string;
  /** Where the initials of each entry end in the text. */
  readonly ends: readonly number[];
}

function createChunk<Titled extends Pick<Entry, "initials">>(entries: readonly Titled[]): Chunk<Titled> {
  let end = -1;
  const ends = entries.map(({ initials }) => {
    end += initials.length + 1;
    return end;
  });
  return { entries, text: entries.map(({ initials }) => initials).join("\n"), ends };
}

function findIn<Titled>({ entries, text, ends }: Chunk<Titled>, letters: string): readonly Titled[] {
  const found: Titled[] = [];
  let index = 0;
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, ends[index])) {
    index = indexAt(ends, at, index);
    found.push(...entries.slice(index, index + 1));
  }
  return found;
}

/** The first entry whose initials end at an offset or after it, among those from `first` on. */
function indexAt(ends: readonly number[], at: number, first: number): number {
  let [low, high] = [first, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
