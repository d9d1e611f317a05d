import type { Blob } from "./blobs.js";
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
const conflictStarts = /^<{7} /m;
const conflictMiddle = /^={7}\r?$/m;
const conflictEnd = /^>{7} /m;

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
    hasConflict: hasConflict(markdown),
  };
}

/** Whether a merge conflict was committed: its three markers, the last one after the middle one. */
function hasConflict(markdown: string): boolean {
  const middle = conflictMiddle.exec(markdown);
  return middle !== null && conflictStarts.test(markdown) && conflictEnd.test(markdown.slice(middle.index));
}
