import type { RawBlock, RawItem } from "../blocks/raw-block.js";
import { createInlineWriter } from "./inline.js";
import { gridTable, isGridBorder, isSimpleBorder, type RawTable, rowOf, simpleTable } from "./tables.js";
import { readTargets } from "./targets.js";

/** Items within each other; what is deeper belongs to the last one. */
const maxDepth = 20;
/** Columns of indentation that are told apart. */
const maxIndent = 400;

/** The list's text itself, an item, or a table that is written as a list. */
interface Frame {
  /** The column that all of its lines are right of. */
  readonly column: number;
  readonly blocks: RawBlock[];
  /** The list at the end of its blocks, which may still grow. */
  list: { readonly mark: string; readonly items: RawItem[] } | null;
  readonly table: { readonly line: number; headRows: number } | null;
}

interface Paragraph {
  readonly lines: string[];
  readonly line: number;
  readonly indent: number;
  /** Each of its lines ends where it is written to end. */
  readonly isLineBlock?: boolean;
}

const bullet = /^([-*+•‣⁃])(?: +(?=\S)|$)/;
const numbered = /^(?:(?:\d{1,9}|#)[.)]|\((?:\d{1,9}|#)\)) +(?=\S)/;
const field = /^:(?![:\s])([^:`]{1,80}):(?: +(.*)|$)/;
const directive = /^\.\. +([a-z](?:[\w.+-]|:(?!:)){0,80})::(?= |$)/i;
const noteStart = /^\.\. +\[([#\w*][\w.+:-]{0,80})\](?= |$)/;
/** Directives whose body is no text of the list. */
const unread =
  /^(?:image|figure|contents|code|code-block|sourcecode|highlight|math|raw|include|literalinclude|toctree|parsed-literal|csv-table|meta|role|default-role|bibliography|mermaid|graphviz|plot|bibtex)$/;
const admonition = /^(?:note|tip|hint|important|attention|caution|danger|error|warning|seealso|admonition)$/;
const adornment = /^([!-/:-@[-`{-~])\1{2,}$/;

/**
 * The blocks of a list in reStructuredText, as those of markdown: the text of each is rewritten as inline markdown. One
 * pass over the lines, more lenient than docutils: nested bullets need no blank lines around them.
 */
export function scanRst(source: readonly string[]): readonly RawBlock[] {
  const lines = source.map(expandTabs);
  const targets = readTargets(lines);
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  const write = createInlineWriter(targets, length);
  const root: Frame = { column: -1, blocks: [], list: null, table: null };
  const frames: Frame[] = [root];
  const depths = new Map<string, number>();
  let paragraph: Paragraph | null = null;
  /** Lines right of this column are not read. */
  let skipped: number | null = null;
  /** Options of a directive may follow it. */
  let options: number | null = null;

  const openLines = (): string[] | null => paragraph?.lines ?? null;
  const inside = (): Frame => frames.at(-1) ?? root;
  const append = (block: RawBlock) => {
    const frame = inside();
    frame.blocks.push(block);
    frame.list = null;
  };
  const closeParagraph = () => {
    if (paragraph === null) return;
    const { lines, line, indent, isLineBlock } = paragraph;
    paragraph = null;
    const text = lines.join("\n");
    const isBeforeCode = text.endsWith("::");
    if (isBeforeCode) skipped = indent;
    const shown = isLineBlock
      ? lines.map(write).join("\\\n")
      : write(isBeforeCode ? text.slice(0, -1).replace(/(?:^|\s):$/, "") : text);
    if (shown.trim() !== "") append({ kind: "paragraph", text: shown, line });
  };
  const popTo = (indent: number) => {
    closeParagraph();
    while (frames.length > 1 && indent <= inside().column) {
      const closed = frames.pop();
      if (closed?.table) append(tableOfList(closed));
    }
  };
  const openFrame = (frame: Omit<Frame, "blocks" | "list">, blocks: RawBlock[] = []) => {
    if (frames.length <= maxDepth) frames.push({ ...frame, blocks, list: null });
  };
  const openItem = (mark: string, column: number, line: number) => {
    const frame = inside();
    const item = { blocks: [], line };
    if (frame.list?.mark === mark) frame.list.items.push(item);
    else {
      const items = [item];
      append({ kind: "list", items, line });
      frame.list = { mark, items };
    }
    openFrame({ column, table: null }, item.blocks);
  };
  const addHeading = (text: string, style: string, line: number) => {
    popTo(0);
    const depth = depths.get(style) ?? depths.size + 1;
    depths.set(style, depth);
    append({ kind: "heading", depth: Math.min(6, depth), text: write(text), line });
  };
  const openParagraph = (text: string, line: number, indent: number) => {
    paragraph = { lines: [text], line, indent };
  };

  /** Reads the rest of a line after the marks of its items. */
  const readText = (text: string, column: number, line: number) => {
    const mark = bullet.exec(text) ?? numbered.exec(text);
    if (mark) {
      popTo(column);
      openItem(mark[1] ?? "1", column, line);
      const rest = text.slice(mark[0].length);
      if (rest !== "" && frames.length <= maxDepth) readText(rest, column + mark[0].length, line);
      else if (rest !== "") openParagraph(rest, line, column);
      return;
    }
    const [whole = "", name = "", value = ""] = field.exec(text) ?? [];
    if (whole !== "") {
      popTo(column);
      openItem(":", column, line);
      openParagraph(`${name}: ${value}`, line, column);
    } else openParagraph(text, line, column);
  };

  /** Reads a line that begins with two dots. */
  const readExplicit = (text: string, column: number, line: number) => {
    popTo(column);
    const [start = "", label = ""] = noteStart.exec(text) ?? [];
    const body = text.slice(start.length).trim();
    if (label !== "" && !targets.cited.has(label)) {
      openItem("[", column, line);
      if (body !== "") openParagraph(body, line, column);
      return;
    }
    const [marks = "", name = ""] = directive.exec(text) ?? [];
    const given = text.slice(marks.length).trim();
    const kind = name.toLowerCase();
    if (kind === "" || unread.test(kind)) {
      skipped = column;
      return;
    }
    options = column;
    if (kind === "list-table") openFrame({ column, table: { line, headRows: 0 } });
    else if (admonition.test(kind) && given !== "") openParagraph(given, line, column);
  };

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const number = index + 1;
    const text = line.trim();
    if (text === "") {
      closeParagraph();
      options = null;
      continue;
    }
    const column = line.length - line.trimStart().length;
    if (skipped !== null && column > skipped) continue;
    skipped = null;
    if (options !== null) {
      const option = column > options ? /^:([\w-]+):(?: +(\d+))?/.exec(text) : null;
      const { table } = inside();
      if (option?.[1] === "header-rows" && table) table.headRows = Number(option[2] ?? 0);
      if (option) continue;
      options = null;
    }
    const next = (lines[index + 1] ?? "").trimEnd();
    if (column === 0 && adornment.test(text) && isUnderline(lines[index + 2] ?? "", next.trim(), text[0])) {
      addHeading(next.trim(), `${text[0]}${text[0]}`, number + 1);
      index += 2;
    } else if (column === 0 && !adornment.test(text) && isUnderline(next, text)) {
      addHeading(text, next[0] ?? "", number);
      index++;
    } else if (isSimpleBorder(line) || isGridBorder(line)) {
      popTo(column);
      const found = (isGridBorder(line) ? gridTable : simpleTable)(lines, index, write);
      if (found !== null) {
        append(found.table);
        index = found.end - 1;
      }
    } else if (adornment.test(text)) popTo(column);
    else if (/^\.\.(?:\s|$)/.test(text)) readExplicit(text, column, number);
    else if (/^__ \S+$/.test(text)) popTo(column);
    else if (/^\|(?: |$)/.test(text)) addLineOfBlock(text.slice(1).trim(), column, number);
    else if (startsBlock(text, column)) readText(text, column, number);
    else openLines()?.push(text);
  }
  popTo(0);
  return root.blocks;

  /** Whether a line is not just the next one of the open paragraph. */
  function startsBlock(text: string, column: number): boolean {
    if (paragraph === null) {
      popTo(column);
      return true;
    }
    return bullet.test(text) || field.test(text) || (numbered.test(text) && column <= inside().column);
  }

  /** A line of a block of lines that each end where they are written to end. */
  function addLineOfBlock(text: string, column: number, number: number): void {
    if (paragraph === null) {
      popTo(column);
      paragraph = { lines: [text], line: number, indent: column, isLineBlock: true };
    } else paragraph.lines.push(text);
  }
}

/** Whether a line underlines a title. A shorter one must have four marks. */
function isUnderline(line: string, title: string, mark?: string): boolean {
  const text = line.trimEnd();
  return (
    title !== "" &&
    adornment.test(text) &&
    (mark === undefined || text[0] === mark) &&
    (text.length >= 4 || text.length >= title.length) &&
    !adornment.test(title) &&
    !/^(?:[*+-]|\.\.) /.test(title)
  );
}

/** The table that a list of lists is. */
function tableOfList({ blocks, table }: Frame): RawTable {
  const { line = 1, headRows = 0 } = table ?? {};
  const items = blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
  const rows = items.map((item) => {
    const cells = item.blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
    return rowOf(cells.map(textOfItem), item.line);
  });
  const empty = rowOf(
    Array.from(rows[0]?.text.match(/ \|/g)?.slice(0, 100) ?? [], () => ""),
    line,
  );
  return { kind: "table", rows: headRows === 0 ? [empty, ...rows] : rows, line };
}

function textOfItem({ blocks }: RawItem): string {
  return blocks
    .flatMap((block) => (block.kind === "paragraph" ? [block.text] : []))
    .join(" ")
    .replaceAll("\n", " ");
}

/** Tabs before the text of a line as spaces, up to the next multiple of eight. */
function expandTabs(line: string): string {
  const text = line.trimStart();
  let column = 0;
  for (const character of line.slice(0, Math.min(maxIndent, line.length - text.length)))
    column = character === "\t" ? column + 8 - (column % 8) : column + 1;
  return " ".repeat(Math.min(column, maxIndent)) + text.trimEnd();
}
