import { addPaper } from "./add-paper.js";
import type { Edit, ListNow } from "./edit.js";

/** Puts another commit in the newest one's place, that has one paper more: just that paper is news. */
export function rewriteHistory(now: ListNow): Edit {
  const edit = addPaper(now, {});
  if (edit.kind === "refused") return edit;
  return {
    ...edit,
    how: "amend",
    message: `${edit.message}, in place of the newest commit`,
    expect: "the history is rewritten, and just this paper is announced within seconds",
  };
}
