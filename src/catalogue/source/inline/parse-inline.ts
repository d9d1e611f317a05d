import { type Definitions, labelKey, maxLabelLength } from "../blocks/definitions.js";
import { decodeEntity } from "../entities.js";
import { createCodeFinder } from "./code-spans.js";
import { createDelimiterList, type Delimiter, delimiterInlines, delimiterOf } from "./delimiters.js";
import { createTagFinder } from "./html-tag.js";
import type { Inline } from "./inline.js";
import { linkTarget } from "./link-target.js";

type Node = Inline | Delimiter | Bracket;

/** A `[` or `![` that may begin a link or an image. */
interface Bracket {
  readonly kind: "bracket";
  readonly isImage: boolean;
  /** Its index among the nodes. */
  readonly at: number;
  /** The offset of the text after it. */
  readonly from: number;
  /** The last delimiter before it. */
  readonly bottom: Delimiter | null;
}

/** Far above any real paragraph. What follows is plain text, so memory is bounded too. */
const maxNodes = 100_000;

const special = /[\\`*_[\]!<&\n]/g;
const entityHere = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});/iy;
const escapable = /[!-/:-@[-`{-~]/;

/** Whether a text has anything but letters to read. */
export function isPlain(text: string): boolean {
  return text.search(special) === -1;
}

/**
 * Reads running text as CommonMark does, in time in proportion to its length, whatever it is. Lines have no white space
 * at their start.
 */
export function parseInline(text: string, definitions: Definitions): readonly Inline[] {
  const nodes: Node[] = [];
  const brackets: Bracket[] = [];
  const delimiters = createDelimiterList();
  const codeAt = createCodeFinder(text);
  const tagAt = createTagFinder(text);
  /** Brackets below this one are in front of a link, and links are not nested. */
  let afterLink = 0;
  /** The start of plain text that is not a node yet. */
  let from = 0;

  const add = (node: Node, start: number, end: number): void => {
    addText(text.slice(from, start));
    nodes.push(node);
    from = end;
  };
  const addText = (plain: string): void => {
    if (plain !== "") nodes.push({ kind: "text", text: plain });
  };
  const openBracket = (start: number, end: number): number => {
    addText(text.slice(from, start));
    from = end;
    const bracket: Bracket = {
      kind: "bracket",
      isImage: end - start === 2,
      at: nodes.length,
      from: end,
      bottom: delimiters.last(),
    };
    nodes.push(bracket);
    brackets.push(bracket);
    return end;
  };
  const closeBracket = (at: number): number => {
    const bracket = brackets.pop();
    const isInactive = bracket && !bracket.isImage && brackets.length < afterLink;
    afterLink = Math.min(afterLink, brackets.length);
    const target = bracket && !isInactive ? targetAfter(text, bracket.from, at, definitions) : null;
    if (!bracket || !target) return at + 1;
    addText(text.slice(from, at));
    from = target.to;
    delimiters.pair(bracket.bottom);
    const children = nodes.splice(bracket.at).slice(1).flatMap(toInlines);
    const { url } = target;
    if (bracket.isImage) nodes.push({ kind: "image", url, alt: children.map(plainText).join("") });
    else {
      nodes.push({ kind: "link", url, children });
      afterLink = brackets.length;
    }
    return target.to;
  };

  for (let at = nextSpecial(text, 0); at < text.length && nodes.length < maxNodes; ) {
    const character = text[at] ?? "";
    let end = at + 1;
    if (character === "\\") {
      const next = text[end] ?? "";
      if (next === "\n") add({ kind: "break" }, at, ++end);
      else if (escapable.test(next)) add({ kind: "text", text: next }, at, ++end);
    } else if (character === "\n") {
      let start = at;
      while (start > from && text[start - 1] === " ") start--;
      add(at - start >= 2 ? { kind: "break" } : { kind: "text", text: "\n" }, start, end);
    } else if (character === "`") {
      const code = codeAt(at);
      end = code.to;
      if (code.text !== null) add({ kind: "code", text: code.text }, at, end);
    } else if (character === "*" || character === "_") {
      while (text[end] === character) end++;
      const delimiter = delimiterOf(text, at, end);
      add(delimiter, at, end);
      if (delimiter.canOpen || delimiter.canClose) delimiters.add(delimiter);
    } else if (character === "[") end = openBracket(at, end);
    else if (character === "!" && text[end] === "[") end = openBracket(at, end + 1);
    else if (character === "]") end = closeBracket(at);
    else if (character === "<") {
      const tag = tagAt(at);
      if (tag !== null) {
        end = at + tag.length;
        add({ kind: "html", text: tag }, at, end);
      }
    } else if (character === "&") {
      entityHere.lastIndex = at;
      const reference = entityHere.exec(text)?.[0];
      if (reference) {
        end = at + reference.length;
        add({ kind: "text", text: decodeEntity(reference) }, at, end);
      }
    }
    at = nextSpecial(text, end);
  }
  addText(text.slice(from));
  delimiters.pair(null);
  return nodes.flatMap(toInlines);
}

function nextSpecial(text: string, from: number): number {
  special.lastIndex = from;
  return special.exec(text)?.index ?? text.length;
}

function toInlines(node: Node): readonly Inline[] {
  if (node.kind === "delimiter") return delimiterInlines(node);
  return node.kind === "bracket" ? [{ kind: "text", text: node.isImage ? "![" : "[" }] : [node];
}

const labelHere = new RegExp(`\\[((?:[^\\\\[\\]]|\\\\.){0,${maxLabelLength}})\\]`, "sy");

/** Where the brackets that end at `at` lead to, and the offset after the whole link. Null if they are no link. */
function targetAfter(
  text: string,
  from: number,
  at: number,
  definitions: Definitions,
): { readonly url: string; readonly to: number } | null {
  const direct = text[at + 1] === "(" ? linkTarget(text, at + 1) : null;
  if (direct || definitions.size === 0) return direct;
  let label = at - from <= maxLabelLength ? text.slice(from, at) : "";
  let to = at + 1;
  labelHere.lastIndex = to;
  const [whole, named = ""] = labelHere.exec(text) ?? [];
  if (whole !== undefined) {
    if (named !== "") label = named;
    to += whole.length;
  }
  const url = definitions.get(labelKey(label));
  return url === undefined ? null : { url, to };
}

function plainText(inline: Inline): string {
  if (inline.kind === "text" || inline.kind === "code") return inline.text;
  if (inline.kind === "link") return inline.children.map(plainText).join("");
  return inline.kind === "image" ? inline.alt : "";
}
