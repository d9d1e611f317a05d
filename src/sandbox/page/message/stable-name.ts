/** The name of a control without its numbers, which change with what it counts: `⭐ 3` is `⭐`. A number stays one. */
export function stableName(name: string): string {
  return name.replace(/\d+/g, "").trim() || name;
}
