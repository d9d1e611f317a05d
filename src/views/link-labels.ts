import { type Link, type LinkKind, linkKinds } from "../catalogue/paper.js";

/** The label of each kind of link. A list's own labels are untrusted text. */
export const linkLabels: Readonly<Record<LinkKind, string>> = {
  paper: "Paper",
  arxiv: "arXiv",
  openreview: "OpenReview",
  code: "Code",
  "hugging face": "Hugging Face",
  "paper with code": "Papers with Code",
  project: "Project page",
  video: "Video",
  slides: "Slides",
  other: "Link",
};

/** The first link of each kind, in the order of the kinds. */
export function firstOfEachKind(links: readonly Link[]): Link[] {
  return linkKinds.flatMap((kind) => links.filter((link) => link.kind === kind).slice(0, 1));
}
