import { path, rest, word } from "../interactions/path.js";
import { type Button, button } from "../interactions/view.js";

/** The papers that the view at the path `from` lists, as a file; an empty format asks for one. */
export const exportPath = path<{ format: string; from: string }>("export", { format: word, from: rest });

/** A button to export the papers that the view at a path lists. */
export function exportButton(from: string): Button {
  return button("Export", exportPath.at({ format: "", from }), { emoji: "💾" });
}
