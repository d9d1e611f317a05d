import Database from "better-sqlite3";
import { toDocument } from "../document.js";
import type { Engine } from "../measure.js";

/** Porter stems, all words and then any; where that finds nothing, runs of three letters. */
export const fts5: Engine = {
  name: "SQLite FTS5, porter, then trigram",
  async build(papers) {
    const db = new Database(":memory:");
    db.exec(`
      create virtual table words using fts5(id unindexed, title, venue, year, tokenize = 'porter unicode61');
      create virtual table runs using fts5(id unindexed, title, tokenize = 'trigram');
    `);
    const addWords = db.prepare("insert into words values (?, ?, ?, ?)");
    const addRuns = db.prepare("insert into runs values (?, ?)");
    db.transaction(() => {
      for (const { id, title, venue, year } of papers.map(toDocument)) {
        addWords.run(id, title, venue, year);
        addRuns.run(id, title);
      }
    })();
    const find = (table: "words" | "runs") =>
      db.prepare<[string], { id: string }>(
        `select id from ${table} where ${table} match ? order by rank limit 10`,
      );
    const [findWords, findRuns] = [find("words"), find("runs")];
    return (text) => {
      const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0) return [];
      const quoted = words.map((word) => `"${word}"`);
      const beginning = quoted.map((word, i) => (i === quoted.length - 1 ? `${word}*` : word));
      const rows = findWords.all(beginning.join(" AND "));
      if (rows.length > 0) return rows.map(({ id }) => id);
      const runs = words.flatMap((word) => runsOfThree(word)).map((run) => `"${run}"`);
      return (runs.length > 0 ? findRuns.all(runs.join(" OR ")) : findWords.all(beginning.join(" OR "))).map(
        ({ id }) => id,
      );
    };
  },
};

function runsOfThree(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => word.slice(i, i + 3));
}
