import type { Measures } from "./measure.js";

/** One row an engine. */
export function comparisonTable(rows: ReadonlyMap<string, Measures>): string {
  return table(
    ["engine", "hit@1", "hit@5", "MRR@10", "p50 ms", "p95 ms", "build ms", "memory MB"],
    [...rows].map(([name, m]) => [
      name,
      m.hitAt1.toFixed(3),
      m.hitAt5.toFixed(3),
      m.mrrAt10.toFixed(3),
      m.p50Ms.toFixed(2),
      m.p95Ms.toFixed(1),
      m.buildMs.toFixed(0),
      m.memoryMb.toFixed(1),
    ]),
  );
}

/** Hit@1: one row a kind of query, one column an engine. */
export function kindsTable(rows: ReadonlyMap<string, Measures>): string {
  const [first] = rows.values();
  const kinds = [...(first?.hitAt1ByKind.keys() ?? [])];
  return table(
    ["hit@1", ...rows.keys()],
    kinds.map((kind) => [kind, ...[...rows.values()].map((m) => (m.hitAt1ByKind.get(kind) ?? 0).toFixed(3))]),
  );
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? "---" : "---:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
