/** A line with nothing but one tag. */
const loneTag = /^\s*<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,500})?\/?>\s*$/i;
const heading = /^\s{0,3}#{1,6}\s/;
const markdownAttribute =
  /\smarkdown(?:=["']?(?:1|span|block)["']?)?\s*\/?>\s*$|\smarkdown=["']?(?:1|span|block)["']?\s/i;
const tableStart = /^\s*<table\b[^<>]*>\s*$/i;
const tableEnd = /<\/table\s*>/i;

/**
 * The lines of tags that would make HTML of the markdown below them, by their indices: `<a name="tides"/>` right above
 * `## Tides`, `<div markdown="1">`, and `<table>` around whole sections. Whoever writes these means the sections.
 */
export function tagsAroundMarkdown(lines: readonly string[]): ReadonlySet<number> {
  const tags = new Set<number>();
  let table = -1;
  for (const [index, line] of lines.entries()) {
    if (line.includes("<")) {
      const isAbove = heading.test(lines[index + 1] ?? "") && !/^\s*<(?:t[dhr]|table|pre)\b/i.test(line);
      if (loneTag.test(line) && (isAbove || markdownAttribute.test(line))) tags.add(index);
      if (tableStart.test(line)) table = index;
      else if (tableEnd.test(line)) table = -1;
    }
    // `# make` may be a line of code in a cell.
    if (table !== -1 && /^#{2,6}\s/.test(line) && isApart(lines[index - 1] ?? "")) {
      tags.add(table);
      table = -1;
    }
  }
  return tags;
}

/** A blank line, or an instruction to the generator of a page. */
function isApart(line: string): boolean {
  return line.trim() === "" || line.startsWith("{%");
}
