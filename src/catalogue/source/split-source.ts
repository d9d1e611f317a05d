/** A part of the list that can be parsed separately. */
export interface Chunk {
  readonly kind: "markdown" | "html";
  readonly text: string;
  /** The number of lines of the list before it. */
  readonly before: number;
  /** The number of lines at the start of `text` that repeat the head of a table. */
  readonly repeated: number;
}

/** Characters: few enough that an edit is cheap, and enough that starting the parser costs little. */
const softLimit = 2_000;
const hardLimit = 16_000;

const heading = /^#{1,6}(?:\s|$)/;
const bullet = /^[-*+]\s+\S/;
const numbered = /^\d{1,9}[.)]\s+\S/;
const fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const htmlStart = /^ {0,3}<[a-z!/?]/i;
const tableStart = /^\s*<table\b/i;
const tableEnd = /<\/table\s*>/i;
const delimiterRow = /^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$/;

/** Lines that cannot be split, up to and including the one that ends them. */
interface Region {
  readonly html: boolean;
  readonly endsAt: (line: string) => boolean;
}

/**
 * Splits a list where parsing needs no context: before headings, and before bullets and table rows without indentation.
 * The line itself decides whether to split, so an edit changes only its own chunk.
 */
export function splitSource(lines: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  let size = 0;
  let head: readonly string[] = [];
  let table: readonly string[] | null = null;
  const cut = (at: number, kind: Chunk["kind"]) => {
    if (at > from) {
      const text = [...head, ...lines.slice(from, at)].join("\n");
      if (text.trim()) chunks.push({ kind, text, before: from, repeated: head.length });
    }
    from = at;
    size = 0;
    head = table ?? [];
  };
  const lastTableEnd = lines.findLastIndex((line) => tableEnd.test(line));
  let inside: Region | null = null;
  for (const [index, line] of lines.entries()) {
    if (inside) {
      size += line.length + 1;
      if (inside.endsAt(line) || (!inside.html && size > hardLimit * 2)) {
        if (inside.html) cut(index + 1, "html");
        inside = null;
      }
      continue;
    }
    const row: boolean = table !== null && line.includes("|") && !heading.test(line) && !bullet.test(line);
    if (!row) table = null;
    if (tableStart.test(line) && index <= lastTableEnd) {
      cut(index, "markdown");
      if (tableEnd.test(line)) cut(index + 1, "html");
      else inside = { html: true, endsAt: (next) => tableEnd.test(next) };
      continue;
    }
    if (size > hardLimit * 2 || (canCut(lines, index, row) && shouldCut(line, size))) cut(index, "markdown");
    size += line.length + 1;
    inside = opens(line);
    if (!table && delimiterRow.test(line) && lines[index - 1]?.includes("|")) {
      table = lines.slice(index - 1, index + 1);
    }
  }
  table = null;
  cut(lines.length, "markdown");
  return chunks;
}

function canCut(lines: readonly string[], index: number, row: boolean): boolean {
  const line = lines[index] ?? "";
  if (row || heading.test(line) || bullet.test(line)) return true;
  const previous = lines[index - 1] ?? "";
  return numbered.test(line) && (previous === "" || numbered.test(previous));
}

function shouldCut(line: string, size: number): boolean {
  return heading.test(line) || size > hardLimit || (size > softLimit / 4 && spread(line) % 8 === 0);
}

function spread(line: string): number {
  let sum = line.length;
  for (let index = 0; index < line.length && index < 64; index++)
    sum = (sum * 31 + line.charCodeAt(index)) | 0;
  return Math.abs(sum);
}

function opens(line: string): Region | null {
  const mark = fence.exec(line)?.[1];
  if (mark)
    return { html: false, endsAt: (next) => next.trim().startsWith(mark) && /^[`~]+$/.test(next.trim()) };
  if (!htmlStart.test(line)) return null;
  if (/^\s*<!--/.test(line)) {
    return line.includes("-->") ? null : { html: false, endsAt: (next) => next.includes("-->") };
  }
  return { html: false, endsAt: (next) => next.trim() === "" };
}
