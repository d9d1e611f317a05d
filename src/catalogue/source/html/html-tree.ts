import { decodeEntities } from "../entities.js";

/** Lines count from the start of the HTML, from 1. */
export type HtmlNode = { readonly kind: "text"; readonly text: string; readonly line: number } | HtmlElement;

export interface HtmlElement {
  readonly kind: "element";
  readonly name: string;
  /** As written, between the name and the end of the tag. */
  readonly attributes: string;
  readonly children: HtmlNode[];
  readonly line: number;
}

/** Elements within each other. What is deeper is read as if its tags were not there. */
const maxDepth = 60;

const empty = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const rawText = new Set("script style textarea title xmp iframe noembed noframes".split(" "));
const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
const endsParagraph = new Set([
  ..."address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form".split(
    " ",
  ),
  ..."header hgroup hr main menu nav ol p pre section summary table ul li".split(" "),
  ...headings,
]);

/** The open elements that a tag ends by itself, up to the nearest of the others. */
const impliedEnds: ReadonlyMap<
  string,
  { readonly ends: readonly string[]; readonly within: readonly string[] }
> = new Map([
  ["li", { ends: ["li"], within: ["ul", "ol", "menu", "table"] }],
  ["tr", { ends: ["tr", "td", "th"], within: ["table"] }],
  ["td", { ends: ["td", "th"], within: ["tr", "table"] }],
  ["th", { ends: ["td", "th"], within: ["tr", "table"] }],
  ["tbody", { ends: ["tbody", "thead", "tfoot", "tr", "td", "th"], within: ["table"] }],
  ["tfoot", { ends: ["tbody", "thead", "tfoot", "tr", "td", "th"], within: ["table"] }],
  ["dt", { ends: ["dt", "dd"], within: ["dl", "table"] }],
  ["dd", { ends: ["dt", "dd"], within: ["dl", "table"] }],
  ["a", { ends: ["a"], within: ["td", "th", "table"] }],
  ["option", { ends: ["option"], within: ["select"] }],
]);
const tagName = /<(\/?)([a-z][^\s/>]{0,30})/iy;
const paragraph = ["p"];
const cells = ["td", "th", "table"];
const ofTables = new Set("table thead tbody tfoot tr td th caption".split(" "));

/**
 * The elements and texts of a piece of HTML, in time in proportion to its length. Tags that HTML lets people leave out
 * are understood; others that are missing are made up for where their parent ends.
 */
export function parseHtml(html: string): readonly HtmlNode[] {
  const root: HtmlNode[] = [];
  const open: HtmlElement[] = [];
  const lineAt = lineCounter(html);
  const children = () => open.at(-1)?.children ?? root;
  const addText = (from: number, to: number) => {
    if (to > from)
      children().push({ kind: "text", text: decodeEntities(html.slice(from, to)), line: lineAt(from) });
  };
  const endUpTo = (ends: readonly string[], within: readonly string[]) => {
    for (let index = open.length - 1; index >= 0; index--) {
      const name = open[index]?.name ?? "";
      if (within.includes(name)) return;
      if (ends.includes(name)) {
        open.length = index;
        if (ends.length === 1) return;
      }
    }
  };
  const close = (name: string) =>
    endUpTo([name], ofTables.has(name) ? (name === "table" ? [] : ["table"]) : cells);

  let from = 0;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", Math.max(from, at + 1))) {
    const comment = commentEnd(html, at);
    if (comment !== null) {
      addText(from, at);
      from = comment;
      continue;
    }
    tagName.lastIndex = at;
    const [, closing = "", rawName = ""] = tagName.exec(html) ?? [];
    if (rawName === "") continue;
    addText(from, at);
    const name = rawName.toLowerCase();
    const start = at + 1 + closing.length + rawName.length;
    const end = tagEnd(html, start);
    from = end;
    if (closing) {
      close(name);
      continue;
    }
    if (endsParagraph.has(name)) endUpTo(paragraph, cells);
    if (headings.includes(name)) endUpTo(headings, cells);
    const implied = impliedEnds.get(name);
    if (implied) endUpTo(implied.ends, implied.within);
    const element: HtmlElement = {
      kind: "element",
      name,
      attributes: html.slice(start, end - 1),
      children: [],
      line: lineAt(at),
    };
    children().push(element);
    if (rawText.has(name)) from = rawTextEnd(html, from, name);
    else if (!empty.has(name) && open.length < maxDepth) open.push(element);
  }
  addText(from, html.length);
  return root;
}

/** The offset after the comment or declaration at an offset; null if there is none. */
function commentEnd(html: string, at: number): number | null {
  const next = html[at + 1];
  if (next !== "!" && next !== "?") return null;
  const isComment = html.startsWith("<!--", at);
  const end = isComment ? html.indexOf("-->", at + 2) : html.indexOf(">", at);
  return end === -1 ? html.length : end + (isComment ? 3 : 1);
}

/** The offset after the end of a tag: the next `>` that is not in a quoted value. */
function tagEnd(html: string, from: number): number {
  const mark = /[>"']/g;
  mark.lastIndex = from;
  for (let found = mark.exec(html); found; found = mark.exec(html)) {
    if (found[0] === ">") return found.index + 1;
    if (!/=\s*$/.test(html.slice(Math.max(from, found.index - 5), found.index))) continue;
    const closing = html.indexOf(found[0], found.index + 1);
    if (closing === -1) return html.length;
    mark.lastIndex = closing + 1;
  }
  return html.length;
}

/** Text of scripts and styles is left out. */
function rawTextEnd(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/** Lines by their offset; each offset is at least the one before. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (offset) => {
    while (next !== -1 && next < offset) {
      line++;
      next = text.indexOf("\n", next + 1);
    }
    return line;
  };
}
