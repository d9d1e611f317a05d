import { memoString } from "../memo.js";
import { hardBreak, type LinkRun, type Run, runsText, softBreak } from "./block.js";
import type { Definitions } from "./blocks/definitions.js";
import { decodeEntities } from "./entities.js";
import { type FoldedText, foldUrls } from "./fold-urls.js";
import type { Inline } from "./inline/inline.js";
import { isPlain, parseInline } from "./inline/parse-inline.js";

interface Style {
  readonly bold: boolean;
  readonly italic: boolean;
}

const tag = /^<(\/?)([a-z][a-z0-9]*)\b([^>]*)>$/i;

/** The running text of a markdown paragraph, heading or cell as runs; inline HTML counts as its markdown equivalent. */
export function inlineRuns(text: string, definitions: Definitions): readonly Run[] {
  const folded = foldUrls(text);
  const inlines: readonly Inline[] = isPlain(folded.text)
    ? [{ kind: "text", text: folded.text.trimEnd() }]
    : parseInline(folded.text.trimEnd(), definitions);
  return runsOf(inlines, folded, { bold: false, italic: false });
}

function runsOf(inlines: readonly Inline[], folded: FoldedText, around: Style): readonly Run[] {
  const runs: Run[] = [];
  const passages = { bold: 0, italic: 0 };
  const tags = { bold: around.bold, italic: around.italic };
  /** Text is collected first, as it may be in parts. */
  let text = "";
  /** The open `<a href>`: its target, and the index of its text in `runs`. */
  let anchor: { readonly url: string; readonly from: number } | null = null;

  const style = (): Style => ({
    bold: passages.bold > 0 || tags.bold,
    italic: passages.italic > 0 || tags.italic,
  });
  const flush = () => {
    if (text !== "") for (const run of textRuns(text, folded, style())) runs.push(run);
    text = "";
  };
  const closeAnchor = () => {
    if (anchor) runs.push(linkRun(anchor.url, runs.splice(anchor.from)));
    anchor = null;
  };
  const addHtml = (html: string) => {
    const [, closing, rawName = "", attributes = ""] = tag.exec(html) ?? [];
    const name = rawName.toLowerCase();
    if (name === "br") runs.push(hardBreak);
    else if (name === "b" || name === "strong") tags.bold = !closing;
    else if (name === "i" || name === "em") tags.italic = !closing;
    else if (name === "img") addImage(attribute(attributes, "src"), attribute(attributes, "alt"));
    else if (name === "a") {
      closeAnchor();
      const url = folded.unfold(attribute(attributes, "href"));
      if (!closing && url) anchor = { url, from: runs.length };
    }
  };
  const addImage = (url: string, alt: string) => {
    runs.push({ kind: "image", url: folded.unfold(url), alt: folded.unfold(alt) });
  };
  const addLink = (url: string, inner: readonly Run[]) => {
    // Links cannot nest in markdown: `[[v1](https://…)](2021.01)` is the inner one.
    const isNested = inner.some((run) => run.kind === "link" && !run.bare) && !/^https?:/i.test(url);
    const link = linkRun(url, inner);
    if (isNested) {
      for (const run of inner) runs.push(run);
    } else runs.push(style().bold ? { ...link, bold: true } : link);
  };
  for (const inline of inlines) {
    if (inline.kind === "text") {
      text += inline.text;
      continue;
    }
    flush();
    if (inline.kind === "code") runs.push({ kind: "code", text: folded.unfold(inline.text) });
    else if (inline.kind === "break") runs.push(hardBreak);
    else if (inline.kind === "html") addHtml(inline.text);
    else if (inline.kind === "image") addImage(inline.url, inline.alt);
    else if (inline.kind === "link") {
      addLink(targetOf(inline.url, folded), runsOf(inline.children, folded, { bold: false, italic: false }));
    } else {
      passages.bold += inline.bold;
      passages.italic += inline.italic;
    }
  }
  flush();
  closeAnchor();
  return runs;
}

/** Plain text, as that of HTML, with its bare URLs as links. */
export function plainRuns(text: string, style: Style): readonly Run[] {
  const folded = foldUrls(text);
  return textRuns(folded.text, folded, style);
}

/** Text as runs: its URLs, its links and its lines. */
function textRuns(text: string, folded: FoldedText, { bold, italic }: Style): readonly Run[] {
  const runs: Run[] = [];
  for (const piece of folded.split(text)) {
    if (piece.kind === "url") runs.push(...bareLink(piece.text));
    else if (piece.kind === "link") {
      const { text, url } = piece;
      runs.push({ kind: "link", url, text, bold, picture: null, bare: false });
    } else if (!piece.text.includes("\n")) runs.push({ kind: "text", text: piece.text, bold, italic });
    else {
      for (const [index, line] of piece.text.split("\n").entries()) {
        if (index > 0) runs.push(softBreak);
        if (line) runs.push({ kind: "text", text: line, bold, italic });
      }
    }
  }
  return runs;
}

/** Punctuation at the end of a bare URL belongs to its sentence. */
function bareLink(text: string): readonly Run[] {
  let end = text.length;
  while (/[.,;:!?'"]/.test(text[end - 1] ?? "")) end--;
  const url = text.slice(0, end);
  const link: Run = { kind: "link", url, text: url, bold: false, picture: null, bare: true };
  const rest = text.slice(end);
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

const patternOf = memoString(
  (name) => new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i"),
);

/** The value of an attribute of a tag; empty without it. */
export function attribute(attributes: string, name: string): string {
  const match = patternOf(name).exec(attributes);
  return decodeEntities((match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim());
}
