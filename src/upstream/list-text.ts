import type { Blob } from "./blobs.js";
import { fenceAfter } from "./code-fence.js";
import { decodeText } from "./decode-text.js";

/** The text of an upstream file, before it is parsed. */
export type ListText =
  | {
      readonly kind: "text";
      readonly markdown: string;
      /** It contains an unresolved merge conflict. */
      readonly hasConflict: boolean;
    }
  | {
      readonly kind: "not-a-list";
      /** What it is instead, to follow a name: `is empty`. */
      readonly reason: string;
    };

const lfsPointer = /^version https:\/\/git-lfs\.github\.com\/spec\//;
const htmlPage = /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>]|head[\s>])/i;
const conflictMarker = /^(?:<{7} |={7}\r?$|>{7} )/;

/** Checks whether a file can be a list at all, so that an error page or an LFS pointer never replaces the last good list. */
export function readListText(blob: Blob): ListText {
  const not = (reason: string): ListText => ({ kind: "not-a-list", reason });
  if (blob.kind === "missing") return not("could not be fetched");
  if (blob.kind === "broken") return not("is broken in the repository: git cannot read it");
  if (blob.kind === "too-large")
    return not(`has ${Math.round(blob.size / 1e6)} MB, more than the maximum of 10 MB`);
  const decoded = decodeText(blob.bytes);
  if (decoded.kind === "not-text") return not(decoded.reason);
  const markdown = decoded.text;
  if (markdown.trim() === "") return not("is empty");
  if (lfsPointer.test(markdown))
    return not("is a Git LFS pointer, not the text itself; lists are read from git alone");
  if (htmlPage.test(markdown.slice(0, 5000))) return not("is an HTML page, not markdown");
  if (markdown.includes("\0")) return not("is binary");
  return {
    kind: "text",
    markdown,
    hasConflict: countConflicts(markdown) > 0,
  };
}

/** The merge conflicts that were committed: each with its three markers, in order. Those shown as code are none. Linear. */
export function countConflicts(markdown: string): number {
  let conflicts = 0;
  let next = "<";
  let code: string | null = null;
  for (const line of markdown.split("\n")) {
    if (next === "<") code = fenceAfter(line, code);
    if (code !== null || !conflictMarker.test(line) || line[0] !== next) continue;
    if (next === ">") conflicts++;
    next = next === "<" ? "=" : next === "=" ? ">" : "<";
  }
  return conflicts;
}
