import { limits } from "../interactions/limits.js";
import { path, rest, wholeNumber, word } from "../interactions/path.js";

/** Where a paper's views are. `back` is the path of the list that the paper was opened from, empty where there is none. */
export const paperPaths = {
  paper: path<{ id: string; back: string }>("paper", { id: word, back: rest }),
  cite: path<{ id: string; back: string }>("cite", { id: word, back: rest }),
  similar: path<{ page: number; id: string; back: string }>("similar", {
    page: wholeNumber,
    id: word,
    back: rest,
  }),
} as const;

/** The longest path that a paper's views can lead back to, so that each custom_id on them has room for it. */
export const maxBackLength =
  limits.customId - paperPaths.similar.at({ page: 99, id: "0123456789", back: "" }).length;
