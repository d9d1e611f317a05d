import type { Problem } from "../paper.js";

/** Characters; ten times the largest known list. */
const maxLength = 10_000_000;

/** Why a text cannot be read as a list at all: it is empty, too large, a web page or a binary file. Else null. */
export function refuseSource(source: string): Problem | null {
  if (source.trim() === "") return { line: 1, message: "The list is empty: put its markdown here." };
  if (source.length > maxLength) {
    const size = Math.ceil(source.length / 1_000_000);
    return { line: 1, message: `The list is too large (${size} MB): split it into files of at most 10 MB.` };
  }
  const start = source
    .slice(0, 1000)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html[\s>])/i.test(start)) {
    return { line: 1, message: "This is a web page, not a list: give the address of the raw markdown file." };
  }
  const sample = source.slice(0, 100_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they identify a binary file
  const unreadable = sample.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g)?.length ?? 0;
  return unreadable > 10 && unreadable > sample.length / 50
    ? { line: 1, message: "This is a binary file, not a list: give a text file of markdown in UTF-8." }
    : null;
}
