import { limits } from "../interactions/limits.js";
import { path, rest, wholeNumber, word } from "../interactions/path.js";
import { type Button, button } from "../interactions/view.js";

/** The paths of a paper's views. `back` is the path of the list that the paper was opened from, or empty. */
export const paperPaths = {
  paper: path<{ id: string; back: string }>("paper", { id: word, back: rest }),
  more: path<{ id: string; back: string }>("more", { id: word, back: rest }),
  cite: path<{ id: string; back: string }>("cite", { id: word, back: rest }),
  /** `format` is a place in the list of formats. */
  citeAs: path<{ format: number; id: string; back: string }>("as", {
    format: wholeNumber,
    id: word,
    back: rest,
  }),
  similar: path<{ page: number; id: string; back: string }>("similar", {
    page: wholeNumber,
    id: word,
    back: rest,
  }),
} as const;

/** The longest `back` that fits into every custom_id of a paper's views. */
export const maxBackLength =
  limits.customId - paperPaths.similar.at({ page: 99, id: "0123456789", back: "" }).length;

export function backToPaper(id: string, back: string): Button {
  return button("Back to the paper", paperPaths.paper.at({ id, back }), { emoji: "↩️" });
}
