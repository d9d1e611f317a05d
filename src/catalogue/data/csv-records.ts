import Papa from "papaparse";
import type { Problem } from "../paper.js";
import { fieldName, type Records } from "./record.js";

/** Columns and characters of a cell; what is beyond them is not read. */
const maxColumns = 100;
const maxCellLength = 20_000;

/** Rows with a quote that is not closed; the rest of a file with more is not read as cells. */
const maxBroken = 50;

/** The rows of a CSV file whose first row names its columns. The delimiter is a comma, a semicolon or a tab. */
export function csvRecords(text: string): Records {
  const plain = text.replace(/^\uFEFF/, "");
  const head = plain.slice(0, 5000).split(/\r?\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: head.split(sign).length }));
  const delimiter = counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
  const { rows: all, problems } = rowsOf(plain, delimiter);
  const [names = [], ...rows] = all.map((row) => row.slice(0, maxColumns));
  const keys = names.map(fieldName);
  return {
    kind: "records",
    records: rows.map((row) => ({
      fields: new Map(row.map((cell, column) => [keys[column] ?? "", cell.slice(0, maxCellLength)])),
      path: [],
    })),
    problems,
  };
}

/** A line with a quote that is not closed is read without quotes, so that it takes no other lines with it. */
function rowsOf(
  text: string,
  delimiter: string,
): { readonly rows: readonly (readonly string[])[]; readonly problems: readonly Problem[] } {
  const rows: (readonly string[])[] = [];
  const problems: Problem[] = [];
  let at = 0;
  let line = 1;
  for (let round = 0; round <= maxBroken && at < text.length; round++) {
    const rest = text.slice(at);
    const read = Papa.parse<string[]>(rest, { delimiter, skipEmptyLines: true });
    const broken = read.errors.find(({ type }) => type === "Quotes");
    if (broken === undefined) return { rows: [...rows, ...read.data], problems };
    for (const row of read.data.slice(0, broken.row)) rows.push(row);
    const start = rest.lastIndexOf("\n", broken.index ?? 0) + 1;
    const next = rest.indexOf("\n", start);
    const end = next === -1 ? rest.length : next + 1;
    line += rest.slice(0, start).split("\n").length - 1;
    problems.push({ line, message: "A quote in this row is not closed: its quotes are read as text." });
    const row = Papa.parse<string[]>(rest.slice(start, end), { delimiter, quoteChar: "\0" }).data[0];
    if (row) rows.push(row);
    line++;
    at += end;
  }
  return { rows, problems };
}
