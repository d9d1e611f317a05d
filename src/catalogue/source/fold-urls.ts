import { matchesOf } from "../matches-of.js";

/** Tokens, of characters that no list contains. Those of links are punctuation like the brackets of a link. */
const token = /\uE000[0-9a-z]+\uE001|\u2E57[0-9a-z]+\u2E58/g;

/** The first characters of tokens. */
const hasToken = /[\uE000\u2E57]/;

/** A URL. A second one glued to its end is another match; one after `/` or `=` belongs to the first. */
const url =
  /https?:\/\/(?:(?!(?<![/=])https?:\/\/)(?:[^\s<>"“”()[\]|`*\uE000\uE001\u2E57\u2E58、，。（）]|\([^\s<>"()[\]|]*\)))+/gi;

/** `[label](URL)` and `[[label]](URL)` without markup in the label, so there is only one way to read them. */
const plainLink =
  /(?<![!\\])\[(\[[^[\]\\*_~`<>&|!\n\uE000\uE001\u2E57\u2E58]{1,60}\]|[^[\]\\*_~`<>&|!\n\uE000\uE001\u2E57\u2E58]{1,60})\]\((\uE000[0-9a-z]+\uE001)\)/g;

/** `<https://…>`, but not the target of a link. */
const angled = /(?<!\()<(\uE000[0-9a-z]+\uE001)>/g;

/** A part of unfolded text: a bare URL, a link with its label, or the text in between. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

export interface FoldedText {
  readonly text: string;
  /** The text with the originals in place of the tokens. */
  unfold(text: string): string;
  /** The text split at its tokens, in order. */
  split(text: string): readonly Piece[];
}

/**
 * Replaces URLs and links with a plain label with short tokens that have no meaning in markdown.
 *
 * They are most of a list's text but not part of its structure. Folding keeps underscores and brackets in URLs from being
 * read as markup, and finds bare or glued URLs reliably.
 */
export function foldUrls(source: string): FoldedText {
  if (!/https?:\/\//i.test(source)) return { text: source, unfold: (text) => text, split: splitNothing };
  const pieces: Piece[] = [];
  const keep = (piece: Piece) => (pieces.push(piece) - 1).toString(36);
  const pieceAt = (name: string): Piece | undefined => pieces[Number.parseInt(name.slice(1, -1), 36)];
  const original = (name: string): string => {
    const piece = pieceAt(name);
    return piece?.kind === "link" ? `[${piece.text}](${piece.url})` : (piece?.text ?? "");
  };
  const unfold = (text: string): string => (hasToken.test(text) ? text.replace(token, original) : text);
  let text = source.replace(url, (match) => `\uE000${keep({ kind: "url", text: cleanUrl(match) })}\uE001`);
  if (text.includes("<\uE000")) text = text.replace(angled, "$1");
  if (text.includes("](\uE000"))
    text = text.replace(plainLink, (_, label: string, target: string) => {
      const name = label.replace(/\s+/g, " ").trim();
      return `\u2E57${keep({ kind: "link", text: name, url: original(target) })}\u2E58`;
    });
  return {
    text,
    unfold,
    split(part) {
      if (!hasToken.test(part)) return splitNothing(part);
      const found: Piece[] = [];
      let from = 0;
      for (const { index, 0: name } of matchesOf(part, token)) {
        const piece = pieceAt(name);
        if (!piece) continue;
        if (index > from) found.push({ kind: "text", text: part.slice(from, index) });
        found.push(piece);
        from = index + name.length;
      }
      if (from < part.length) found.push({ kind: "text", text: part.slice(from) });
      return found;
    },
  };
}

function splitNothing(text: string): readonly Piece[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

/** The parser never sees a folded URL, so its escapes are resolved here. */
function cleanUrl(text: string): string {
  const plain = text.includes("\\") ? text.replace(/\\([!-/:-@[-`{-~])/g, "$1") : text;
  return plain.replaceAll("&amp;", "&");
}
