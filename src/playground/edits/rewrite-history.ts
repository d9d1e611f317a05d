import { addPaper } from "./add-paper.js";
import type { Edit, ListNow } from "./edit.js";

/** Replaces the newest commit by one with another paper. Only that paper must be announced. */
export function rewriteHistory(now: ListNow): Edit {
  const edit = addPaper(now, {});
  if (edit.kind === "refused") return edit;
  return {
    ...edit,
    how: "amend",
    message: `${edit.message}, in place of the newest commit`,
    expect: "the history is rewritten, and only this paper is announced within seconds",
  };
}
