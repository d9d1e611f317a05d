import type { Problem } from "../paper.js";
import type { Block, Item, Row } from "./block.js";
import { parseChunk, shiftLines } from "./parse-chunk.js";
import { repairLines } from "./repair-lines.js";
import { type Chunk, splitSource } from "./split-source.js";

/** The blocks of chunks by their text. Two revisions of a list share nearly all of them. */
export type BlockCache = Map<string, readonly Block[]>;

const maxCached = 20_000;

/** Reads a list's markdown as blocks. Linear in its length, except that chunks in `cache` cost almost nothing. */
export function readBlocks(
  markdown: string,
  cache: BlockCache,
): { readonly blocks: readonly Block[]; readonly problems: readonly Problem[] } {
  const { lines, problems } = repairLines(markdown);
  const definitions = definitionLines(lines);
  const pieces = splitSource(lines).flatMap((chunk) =>
    cached(withDefinitions(chunk, definitions), cache).map((block, index) => ({
      block: shiftLines(block, chunk.before - chunk.repeated),
      continues: index === 0 && chunk.repeated > 0,
    })),
  );
  return { blocks: joinedBlocks(pieces), problems };
}

function cached(chunk: Chunk, cache: BlockCache): readonly Block[] {
  const known = cache.get(chunk.text);
  if (known) return known;
  const read = parseChunk(chunk);
  if (cache.size >= maxCached) cache.clear();
  cache.set(chunk.text, read);
  return read;
}

/** Joins lists and tables that were split into chunks. */
function joinedBlocks(
  pieces: readonly { readonly block: Block; readonly continues: boolean }[],
): readonly Block[] {
  const blocks: Block[] = [];
  let items: Item[] = [];
  let rows: Row[] = [];
  for (const { block, continues } of pieces) {
    const last = blocks.at(-1)?.kind;
    if (block.kind === "list" && last === "list") items.push(...block.items);
    else if (block.kind === "list") {
      items = [...block.items];
      blocks.push({ ...block, items });
    } else if (continues && last === "table") {
      if (block.kind === "table") rows.push(...block.rows);
    } else if (block.kind === "table") {
      rows = [...block.rows];
      blocks.push({ ...block, rows });
    } else blocks.push(block);
  }
  return blocks;
}

/** The definitions (`[label]: url`) anywhere in a list, without comments of that form (`[//]: # (…)`). */
function definitionLines(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const label = /^ {0,3}\[([^\]]{1,200})\]:\s*<?[^\s#]/.exec(line)?.[1]?.trim().toLowerCase();
    if (label && label !== "//" && !found.has(label)) found.set(label, line);
  }
  return found;
}

function withDefinitions(chunk: Chunk, definitions: ReadonlyMap<string, string>): Chunk {
  if (definitions.size === 0 || chunk.kind === "html") return chunk;
  const used = new Set<string>();
  for (const match of chunk.text.matchAll(/\[([^[\]]{1,200})\]/g)) {
    const line = definitions.get(match[1]?.trim().toLowerCase() ?? "");
    if (line && !chunk.text.includes(line)) used.add(line);
  }
  return used.size > 0 ? { ...chunk, text: `${chunk.text}\n\n${[...used].join("\n")}` } : chunk;
}
