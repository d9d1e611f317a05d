import Papa from "papaparse";
import { fieldName, type Records } from "./record.js";

/** Columns and characters of a cell; what is beyond them is not read. */
const maxColumns = 100;
const maxCellLength = 20_000;

/** The rows of a CSV file whose first row names its columns. The delimiter is a comma, a semicolon or a tab. */
export function csvRecords(text: string): Records {
  const head = text.slice(0, 5000).split(/\r?\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: head.split(sign).length }));
  const delimiter = counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { delimiter, skipEmptyLines: true });
  const [names = [], ...rows] = data.map((row) => row.slice(0, maxColumns));
  const keys = names.map(fieldName);
  return {
    kind: "records",
    records: rows.map((row) => ({
      fields: new Map(row.map((cell, column) => [keys[column] ?? "", cell.slice(0, maxCellLength)])),
      path: [],
    })),
  };
}
