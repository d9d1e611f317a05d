import type { Heading, ListItem, Paragraph, PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as plainText } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { visitParents } from "unist-util-visit-parents";
import type { Catalogue, Link, LinkKind, Paper } from "./paper.js";
import { linkKinds } from "./paper.js";
import { paperId } from "./paper-id.js";
import type { VenueBook } from "./venues.js";

/** Reads a list. Never throws, whatever the text; what cannot be read is a problem with its line. */
export function parseList(markdown: string, venues: VenueBook): Catalogue {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const papers: Paper[] = [];
  let venue: string | null = null;
  let year: number | null = null;
  visitParents(tree, (node) => {
    if (node.type === "heading") {
      const text = plainText(node as Heading);
      const found = /(\d{4})/.exec(text)?.[1];
      if (found) year = Number(found);
      venue = venues.find(text.replace(/\d{4}/, ""))?.name ?? null;
    }
    if (node.type !== "listItem") return;
    const first: ListItem["children"][number] | undefined = (node as ListItem).children[0];
    const paper = first?.type === "paragraph" ? readEntry(first) : null;
    if (paper) papers.push({ ...paper, venue, year });
  });
  return { papers, problems: [] };
}

function readEntry(paragraph: Paragraph): Paper | null {
  const links: Link[] = [];
  const collect = (node: PhrasingContent): void => {
    if (node.type === "link" && /^https?:/.test(node.url)) {
      const label = plainText(node);
      links.push({
        kind: linkKinds.find((kind) => kind === label.toLowerCase()) ?? "other",
        label,
        url: node.url,
      });
    } else if ("children" in node) node.children.forEach(collect);
  };
  paragraph.children.forEach(collect);
  const title = plainText(paragraph).split("[")[0]?.replace(/\s+/g, " ").trim() ?? "";
  if (!title || links.length === 0) return null;
  const arxivId = links.map(({ url }) => /arxiv\.org\/abs\/(\d{4}\.\d{4,5})/.exec(url)?.[1]).find(Boolean);
  const kind: LinkKind = "paper";
  return {
    id: paperId(title),
    title,
    venue: null,
    year: null,
    links: links.map((link) => (link.kind === "other" ? { ...link, kind } : link)),
    arxivId: arxivId ?? null,
    authors: null,
    tags: [],
    line: paragraph.position?.start.line ?? 1,
  };
}
