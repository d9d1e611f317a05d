/** A stretch of the list that reads the same alone as in its place. */
export interface Chunk {
  readonly kind: "markdown" | "html";
  readonly text: string;
  /** How many lines of the list stand before it. */
  readonly before: number;
  /** How many lines at the start of `text` are a repeated table head, and no lines of the list. */
  readonly repeated: number;
}

/** Small enough that one edit costs little, large enough that a parser's start does not count. */
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

/** Where the margin means nothing, and the line that ends it. */
interface Region {
  readonly html: boolean;
  readonly endsAt: (line: string) => boolean;
}

/**
 * Cuts a list where markdown has no memory: before headings, and before bullets and table rows that stand at the
 * margin. Whether to cut is decided by the line itself, so an edit changes the chunk it is in and no other.
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
