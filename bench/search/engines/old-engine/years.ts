import type { YearRange } from "./query.js";

const year = "((?:19|20)\\d\\d)";
const single = new RegExp(`^(>=|<=|>|<|=)?${year}$`, "u");
const range = new RegExp(`^${year}?(?:\\.{2,3}|-|–)${year}?$`, "u");

/** Reads `2023`, `2022..2024`, `2022..`, `>=2023` and `<2020`; null for anything else. */
export function parseYears(text: string): YearRange | null {
  const one = single.exec(text);
  if (one) return comparedWith(one[1] ?? "=", Number(one[2]));
  const two = range.exec(text);
  if (!two || (two[1] === undefined && two[2] === undefined)) return null;
  const from = two[1] === undefined ? null : Number(two[1]);
  const to = two[2] === undefined ? null : Number(two[2]);
  return from !== null && to !== null && from > to ? { from: to, to: from } : { from, to };
}

function comparedWith(sign: string, value: number): YearRange {
  switch (sign) {
    case ">=":
      return { from: value, to: null };
    case ">":
      return { from: value + 1, to: null };
    case "<=":
      return { from: null, to: value };
    case "<":
      return { from: null, to: value - 1 };
    default:
      return { from: value, to: value };
  }
}

/** The text that {@link parseYears} reads as this range. */
export function formatYears({ from, to }: YearRange): string {
  return from === to ? `${from}` : `${from ?? ""}..${to ?? ""}`;
}

export function inYears(value: number, { from, to }: YearRange): boolean {
  return (from === null || value >= from) && (to === null || value <= to);
}
