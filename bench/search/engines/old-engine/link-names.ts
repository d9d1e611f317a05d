import { type LinkKind, linkKinds } from "../../../../src/catalogue/paper.js";

const otherNames: Readonly<Record<string, LinkKind>> = {
  pdf: "paper",
  github: "code",
  repo: "code",
  huggingface: "hugging face",
  hf: "hugging face",
  paperswithcode: "paper with code",
  paperwithcode: "paper with code",
  pwc: "paper with code",
  page: "project",
  website: "project",
  demo: "project",
  youtube: "video",
  slide: "slides",
};

/** What may be written after `has:`. */
export const linkNames: readonly string[] = [
  ...linkKinds.map((kind) => kind.replaceAll(" ", "-")),
  ...Object.keys(otherNames),
];

/** The kind of link that somebody means: `code`, `Hugging Face`, `pwc`; null for none. */
export function linkKindNamed(name: string): LinkKind | null {
  const plain = name.toLowerCase().replace(/[\s_-]+/gu, "");
  return linkKinds.find((kind) => kind.replaceAll(" ", "") === plain) ?? otherNames[plain] ?? null;
}
