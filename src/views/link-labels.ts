import { type Link, type LinkKind, linkKinds } from "../catalogue/paper.js";

/** What people call a kind of link. Our own words: a list's labels are text from strangers. */
export const linkLabels: Readonly<Record<LinkKind, string>> = {
  paper: "Paper",
  arxiv: "arXiv",
  openreview: "OpenReview",
  code: "Code",
  "hugging face": "Hugging Face",
  "paper with code": "Papers with Code (archived)",
  project: "Project page",
  video: "Video",
  slides: "Slides",
  other: "Link",
};

/** One link a kind, in the order in which people are shown them. */
export function firstOfEachKind(links: readonly Link[]): Link[] {
  return linkKinds.flatMap((kind) => links.filter((link) => link.kind === kind).slice(0, 1));
}
