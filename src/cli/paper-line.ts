import type { Paper } from "../catalogue/paper.js";
import { mainLink } from "../citations/to-csv.js";

/** `Title · ICLR 2024 · https://…`: a paper on one line, without what the list does not say. */
export function paperLine(paper: Paper): string {
  const published = [paper.venue, paper.year].filter((fact) => fact !== null).join(" ");
  return [paper.title, published, mainLink(paper) ?? ""].filter((part) => part !== "").join(" · ");
}
