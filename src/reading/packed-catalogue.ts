import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflateRawSync, inflateRaw } from "node:zlib";
import type { ListFile } from "../catalogue/list-file.js";
import type { Paper } from "../catalogue/paper.js";
import type { IndexedTitle } from "../search/indexed-title.js";
import { type PackedTitles, packTitles, unpackTitles } from "../search/packed-titles.js";
import { inSlices } from "./in-slices.js";
import { type IndexedCatalogue, sliceSize } from "./tasks.js";

const inflate = promisify(inflateRaw);
/** Fast: what is repeated is mostly the names of fields. */
const level = 1;

/**
 * Equal where the same text was read in the same way.
 *
 * @param fingerprint equal for readers that read alike
 */
export function readingOf(fingerprint: string, files: readonly ListFile[]): string {
  const texts = JSON.stringify(files.map(({ path, markdown, pages }) => [path, markdown, pages]));
  return createHash("sha256").update(fingerprint).update(texts).digest("base64url");
}

/** A catalogue as text: compressed lines of JSON, so that who unpacks it does not hold its thread for long. */
export function packCatalogue({ title, papers, problems, titles }: IndexedCatalogue): string {
  const lines = [JSON.stringify({ title, problems, isIndexed: titles !== null })];
  for (let from = 0; from < papers.length; from += sliceSize) {
    const to = from + sliceSize;
    const packed = titles && packTitles(titles.slice(from, to));
    lines.push(JSON.stringify(papers.slice(from, to)), JSON.stringify(packed));
  }
  return deflateRawSync(lines.join("\n"), { level }).toString("base64");
}

/** @returns null where it is damaged: it can be read again. */
export async function unpackCatalogue(content: string): Promise<IndexedCatalogue | null> {
  try {
    const text = (await inflate(Buffer.from(content, "base64"))).toString();
    return await inSlices(parse(text.split("\n")));
  } catch {
    return null;
  }
}

function* parse([first = "", ...slices]: readonly string[]): Generator<void, IndexedCatalogue> {
  const about: Pick<IndexedCatalogue, "title" | "problems"> & { readonly isIndexed: boolean } =
    JSON.parse(first);
  const papers: Paper[] = [];
  const titles: IndexedTitle[] = [];
  for (let at = 0; at < slices.length; at += 2) {
    papers.push(...JSON.parse(slices[at] ?? ""));
    yield;
    const packed: PackedTitles | null = JSON.parse(slices[at + 1] ?? "");
    yield;
    if (packed !== null) titles.push(...unpackTitles(packed));
    yield;
  }
  const { title, problems, isIndexed } = about;
  return { title, papers, problems, titles: isIndexed ? titles : null };
}
