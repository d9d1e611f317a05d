import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { createDeflateRaw, inflateRaw } from "node:zlib";
import type { ListFile } from "../catalogue/list-file.js";
import { inSlices } from "./in-slices.js";
import { sliceSize, type TitledCatalogue } from "./tasks.js";

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

/** A catalogue as text: compressed lines of JSON, so that neither end holds the thread for long. */
export async function packCatalogue(catalogue: TitledCatalogue): Promise<string> {
  const packed = await buffer(Readable.from(lines(catalogue)).pipe(createDeflateRaw({ level })));
  return packed.toString("base64");
}

function* lines({ title, papers, problems }: TitledCatalogue): Generator<string, void> {
  yield JSON.stringify({ title, problems });
  for (let from = 0; from < papers.length; from += sliceSize)
    yield `\n${JSON.stringify(papers.slice(from, from + sliceSize))}`;
}

/** @returns null where it is damaged: it can be read again. */
export async function unpackCatalogue(content: string): Promise<TitledCatalogue | null> {
  try {
    const text = (await inflate(Buffer.from(content, "base64"))).toString();
    return await inSlices(parse(text.split("\n")));
  } catch {
    return null;
  }
}

function* parse([first = "", ...slices]: readonly string[]): Generator<void, TitledCatalogue> {
  const about: Omit<TitledCatalogue, "papers"> = JSON.parse(first);
  const papers: TitledCatalogue["papers"][number][] = [];
  for (const slice of slices) {
    papers.push(...JSON.parse(slice));
    yield;
  }
  return { ...about, papers };
}
