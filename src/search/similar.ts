import MiniSearch from "minisearch";
import type { Paper } from "../catalogue/paper.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";
import { readWords } from "./words.js";

/** The rarest words of a title say what it is about; more of them only cost time. */
const tellingWords = 6;

/** Which papers are about the same: those that share rare words. */
export interface Similar {
  /** Nearest first, of equals the newest. The paper itself is left out, and need not be among them. */
  of(paper: Paper, limit: number): readonly Paper[];
  add(papers: readonly Paper[]): void;
  remove(papers: readonly Paper[]): void;
}

/** MiniSearch's own ranking (BM25+) over the stems of titles: what it is made for, where nobody types. */
export function createSimilar(papers: readonly Paper[]): Similar {
  const byId = new Map<string, Paper>();
  const frequency = new Map<string, number>();
  const index = new MiniSearch<Paper>({
    fields: ["title"],
    tokenize: (title) => telling(title),
    processTerm: (word) => word,
  });

  function count(paper: Paper, change: 1 | -1): void {
    for (const word of telling(paper.title)) frequency.set(word, (frequency.get(word) ?? 0) + change);
  }

  const self: Similar = {
    of(paper, limit) {
      const rarest = telling(paper.title)
        .filter((word) => (frequency.get(word) ?? 0) > (byId.has(paper.id) ? 1 : 0))
        .sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0))
        .slice(0, tellingWords);
      const results = index.search(rarest.join(" "), { tokenize: (text) => text.split(" ") });
      return results
        .flatMap(({ id, score }) => {
          const found = byId.get(String(id));
          return found === undefined || found.id === paper.id ? [] : [{ found, score }];
        })
        .sort((a, b) => b.score - a.score || (b.found.year ?? 0) - (a.found.year ?? 0))
        .slice(0, limit)
        .map(({ found }) => found);
    },
    add(added) {
      const fresh = added.filter(({ id }) => !byId.has(id));
      for (const paper of fresh) {
        byId.set(paper.id, paper);
        count(paper, 1);
      }
      index.addAll(fresh);
    },
    remove(removed) {
      for (const { id } of removed) {
        const known = byId.get(id);
        if (known === undefined) continue;
        byId.delete(id);
        count(known, -1);
        index.remove(known);
      }
    },
  };
  self.add([...new Map(papers.map((paper) => [paper.id, paper])).values()]);
  return self;
}

/** A title's words that tell something, each once, by their stems. */
function telling(title: string): string[] {
  return [
    ...new Set(
      readWords(title)
        .words.filter((word) => !isStopWord(word))
        .map(stem),
    ),
  ];
}
