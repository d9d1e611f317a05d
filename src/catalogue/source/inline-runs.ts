import type { PhrasingContent } from "mdast";
import { hardBreak, type LinkRun, type Run, runsText } from "./block.js";
import type { FoldedText } from "./fold-urls.js";

interface Style {
  readonly bold: boolean;
  readonly italic: boolean;
}

const tag = /^<(\/?)([a-z][a-z0-9]*)\b([^>]*)>$/i;

/**
 * The running text of a markdown paragraph, heading or cell as runs; inline HTML counts as its markdown equivalent.
 *
 * @param definitions the URLs of labels that are defined elsewhere in the list: `[label]: url`
 */
export function inlineRuns(
  content: readonly PhrasingContent[],
  folded: FoldedText,
  definitions: ReadonlyMap<string, string>,
): readonly Run[] {
  const runs: Run[] = [];
  let style: Style = { bold: false, italic: false };
  /** The open `<a href>`: its target, and the index of its text in `runs`. */
  let anchor: { readonly url: string; readonly from: number } | null = null;

  const addText = (text: string) => {
    for (const piece of folded.split(text)) {
      if (piece.kind === "url") runs.push(...bareLink(piece.text));
      else if (piece.kind === "break") runs.push(hardBreak);
      else if (piece.kind === "link") runs.push({ ...piece, bold: style.bold, picture: null, bare: false });
      else {
        for (const [index, line] of piece.text.split("\n").entries()) {
          if (index > 0) runs.push({ kind: "break", hard: false });
          if (line) runs.push({ kind: "text", text: line, ...style });
        }
      }
    }
  };
  const closeAnchor = () => {
    if (!anchor) return;
    const inner = runs.splice(anchor.from);
    runs.push(linkRun(anchor.url, inner));
    anchor = null;
  };
  const addHtml = (html: string) => {
    const [, closing, rawName = "", attributes = ""] = tag.exec(html) ?? [];
    const name = rawName.toLowerCase();
    if (name === "br") runs.push(hardBreak);
    else if (name === "b" || name === "strong") style = { ...style, bold: !closing };
    else if (name === "i" || name === "em") style = { ...style, italic: !closing };
    else if (name === "img") {
      addImage(folded.unfold(attribute(attributes, "src")), attribute(attributes, "alt"));
    } else if (name === "a") {
      closeAnchor();
      const url = folded.unfold(attribute(attributes, "href"));
      if (!closing && url) anchor = { url, from: runs.length };
    }
  };
  const add = (node: PhrasingContent): void => {
    if (node.type === "text") addText(node.value);
    else if (node.type === "inlineCode") runs.push({ kind: "code", text: folded.unfold(node.value) });
    else if (node.type === "break") runs.push(hardBreak);
    else if (node.type === "html") addHtml(node.value);
    else if (node.type === "strong") addStyled(node.children, { ...style, bold: true });
    else if (node.type === "emphasis") addStyled(node.children, { ...style, italic: true });
    else if (node.type === "delete") node.children.forEach(add);
    else if (node.type === "image") addImage(folded.unfold(node.url), node.alt);
    else if (node.type === "imageReference") addImage(definitions.get(node.identifier) ?? "", node.alt);
    else if (node.type === "link") addLink(targetOf(node.url, folded), node.children);
    else if (node.type === "linkReference") addLink(definitions.get(node.identifier) ?? "", node.children);
  };
  const addImage = (url: string, alt: string | null | undefined) => {
    runs.push({ kind: "image", url, alt: folded.unfold(alt ?? "") });
  };
  const addStyled = (children: readonly PhrasingContent[], inner: Style) => {
    const outer = style;
    style = inner;
    children.forEach(add);
    style = outer;
  };
  const addLink = (url: string, children: readonly PhrasingContent[]) => {
    const inner = inlineRuns(children, folded, definitions);
    // Links cannot nest in markdown: `[[v1](https://…)](2021.01)` is the inner one.
    const isNested = inner.some((run) => run.kind === "link" && !run.bare) && !/^https?:/i.test(url);
    const link = linkRun(url, inner);
    if (isNested) runs.push(...inner);
    else runs.push(style.bold ? { ...link, bold: true } : link);
  };
  content.forEach(add);
  closeAnchor();
  return runs;
}

/** Punctuation at the end of a bare URL belongs to its sentence. */
function bareLink(text: string): readonly Run[] {
  const url = text.replace(/[.,;:!?'"]+$/, "");
  const link: Run = { kind: "link", url, text: url, bold: false, picture: null, bare: true };
  const rest = text.slice(url.length);
  return rest ? [link, { kind: "text", text: rest, bold: false, italic: false }] : [link];
}

/** Of two URLs glued together only the last one is complete. */
function targetOf(url: string, folded: FoldedText): string {
  const urls = folded.split(url).flatMap((piece) => (piece.kind === "url" ? [piece.text] : []));
  return urls.length > 1 ? (urls.at(-1) ?? "") : folded.unfold(url);
}

/** A link around runs, with their text and style. */
export function linkRun(url: string, inner: readonly Run[]): LinkRun {
  const picture = inner.find((run) => run.kind === "image");
  const text = runsText(inner);
  const bare = inner.length === 1 && inner[0]?.kind === "link" && inner[0].bare;
  return {
    kind: "link",
    url,
    text: text || (picture?.kind === "image" ? picture.alt : ""),
    bold: inner.some((run) => (run.kind === "text" || run.kind === "link") && run.bold),
    picture: picture?.kind === "image" && text === "" ? picture.url : null,
    bare,
  };
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim();
}
