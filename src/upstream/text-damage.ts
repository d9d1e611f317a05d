import type { ListFile } from "../catalogue/list-file.js";
import { fenceAfter } from "./code-fence.js";

/** Fewer lines in a wrong encoding were pasted. */
const minGarbled = 3;

/** A character in UTF-8 that was read as Latin-1 or Windows-1252: `Ã©`, `â€™`. */
const garbled =
  /[\u00c2-\u00df][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]|[\u00e0-\u00f4](?:[\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]){2,3}/;

/** Whether its text was saved in a wrong encoding since the accepted version. */
export function isGarbled(files: readonly ListFile[], accepted: readonly ListFile[]): boolean {
  return changed(files, accepted).some(
    ({ markdown, before }) => countGarbled(markdown) >= minGarbled + countGarbled(before),
  );
}

/** Why papers may be missing though nobody removed them, to follow a file's name; null where nothing says so. */
export function lossOf(files: readonly ListFile[], accepted: readonly ListFile[]): string | null {
  for (const { path, markdown, before } of changed(files, accepted)) {
    const [text, whole] = [markdown.trim(), before.trim()];
    if (text.length < whole.length && text !== "") {
      if (whole.startsWith(text)) return `${path} breaks off`;
      if (whole.endsWith(text)) return `${path} lacks its beginning`;
    }
    const open = openAtEnd(markdown);
    if (open !== null && openAtEnd(before) === null) return `${path} has a ${open} that is never closed`;
  }
  return null;
}

interface ChangedFile {
  readonly path: string;
  readonly markdown: string;
  /** Its text in the accepted version. */
  readonly before: string;
}

function changed(files: readonly ListFile[], accepted: readonly ListFile[]): readonly ChangedFile[] {
  return files.flatMap(({ path, markdown }, index) => {
    const before = (accepted.find((file) => file.path === path) ?? accepted[index])?.markdown;
    return before === undefined || before === markdown ? [] : [{ path, markdown, before }];
  });
}

function countGarbled(markdown: string): number {
  return markdown.split("\n").filter((line) => garbled.test(line)).length;
}

const opening = /<!--|<(pre|script|style|textarea)[\s>]/i;

/** What hides the rest of a text, as it is not closed before its end. Linear. */
function openAtEnd(markdown: string): string | null {
  let code: string | null = null;
  let open: { readonly kind: string; readonly end: string } | null = null;
  for (const line of markdown.split("\n")) {
    const before = code;
    if (open === null) code = fenceAfter(line, code);
    if (code !== null || before !== null) continue;
    for (let rest = line.toLowerCase(); ; ) {
      if (open === null) {
        const found = opening.exec(rest);
        if (found === null) break;
        const [start, tag] = found;
        open = tag === undefined ? { kind: "comment", end: "-->" } : { kind: `<${tag}>`, end: `</${tag}>` };
        rest = rest.slice(found.index + start.length);
      }
      const end = rest.indexOf(open.end);
      if (end === -1) break;
      rest = rest.slice(end + open.end.length);
      open = null;
    }
  }
  return code === null ? (open?.kind ?? null) : "code block";
}
