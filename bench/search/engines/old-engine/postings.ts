/** Which entries have which word. */
export interface Postings<Entry> {
  count(word: string): number;
  /** The entries that have the word, as they were added. */
  all(word: string): readonly Entry[];
  /** Calls `visit` once for each entry that has the word, the last added first, until it answers false. */
  visit(word: string, visit: (entry: Entry) => boolean): void;
  add(word: string, entry: Entry): void;
  remove(word: string, entry: Entry): void;
  words(): Iterable<string>;
}

export function createPostings<Entry>(): Postings<Entry> {
  const byWord = new Map<string, Entry[]>();
  return {
    count: (word) => byWord.get(word)?.length ?? 0,
    all: (word) => byWord.get(word) ?? [],
    visit(word, visit) {
      const entries = byWord.get(word) ?? [];
      for (let i = entries.length - 1; i >= 0; i--) {
        const entry = entries[i];
        if (entry && !visit(entry)) return;
      }
    },
    add(word, entry) {
      const entries = byWord.get(word);
      if (entries) entries.push(entry);
      else byWord.set(word, [entry]);
    },
    remove(word, entry) {
      const entries = byWord.get(word) ?? [];
      const at = entries.lastIndexOf(entry);
      if (at >= 0) entries.splice(at, 1);
      if (entries.length === 0) byWord.delete(word);
    },
    words: () => byWord.keys(),
  };
}
