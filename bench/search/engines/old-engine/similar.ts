import MiniSearch from "minisearch";
import type { Paper } from "../../../../src/catalogue/paper.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";

/** The rarest words of a title say what it is about; more of them only cost time. */
const tellingWords = 6;

/** Which papers are about the same: those that share rare words. */
export interface Similar {
  /**
   * Nearest first, of equals the newest. The paper itself is left out, and need not be among them.
   *
   * @param isSeen whether the paper of an id may be among them
   */
  of(paper: Paper, limit: number, isSeen: (id: string) => boolean): readonly Paper[];
  add(papers: readonly Paper[]): void;
  remove(papers: readonly Paper[]): void;
}

/** A paper as MiniSearch sees it: the stems that tell something, each once, with spaces between. */
interface Document {
  readonly id: string;
  readonly stems: string;
  readonly paper: Paper;
}

/**
 * MiniSearch's own ranking (BM25+) over the stems of titles: what it is made for, where nobody mistypes.
 *
 * @param wordsOf the words of a title, in small letters.
 */
export function createSimilar(
  papers: readonly Paper[],
  wordsOf: (paper: Paper) => readonly string[],
): Similar {
  const documents = new Map<string, Document>();
  const frequency = new Map<string, number>();
  const index = new MiniSearch<Document>({
    fields: ["stems"],
    tokenize: (stems) => stems.split(" "),
    processTerm: (word) => word,
  });

  function change(document: Document, by: 1 | -1): void {
    for (const word of document.stems.split(" ")) frequency.set(word, (frequency.get(word) ?? 0) + by);
  }

  function toDocument(paper: Paper): Document {
    const telling = wordsOf(paper).filter((word) => !isStopWord(word));
    return { id: paper.id, paper, stems: [...new Set(telling.map(stem))].join(" ") };
  }

  const self: Similar = {
    of(paper, limit, isSeen) {
      const own = documents.get(paper.id);
      const shared = (own ?? toDocument(paper)).stems
        .split(" ")
        .map((word) => ({ word, others: (frequency.get(word) ?? 0) - (own === undefined ? 0 : 1) }))
        .filter(({ others }) => others > 0);
      const rarest = shared.sort((a, b) => a.others - b.others).slice(0, tellingWords);
      return index
        .search(rarest.map(({ word }) => word).join(" "))
        .flatMap(({ id, score }) => {
          const found = id === paper.id ? undefined : documents.get(String(id))?.paper;
          return found === undefined || !isSeen(found.id) ? [] : [{ found, score }];
        })
        .sort((a, b) => b.score - a.score || (b.found.year ?? 0) - (a.found.year ?? 0))
        .slice(0, limit)
        .map(({ found }) => found);
    },
    add(added) {
      for (const paper of added) {
        if (documents.has(paper.id)) continue;
        const document = toDocument(paper);
        documents.set(paper.id, document);
        change(document, 1);
        index.add(document);
      }
    },
    remove(removed) {
      for (const { id } of removed) {
        const document = documents.get(id);
        if (document === undefined) continue;
        documents.delete(id);
        change(document, -1);
        index.remove(document);
      }
    },
  };
  self.add(papers);
  return self;
}
