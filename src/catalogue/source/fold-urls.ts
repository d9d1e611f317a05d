/**
 * Tokens, of characters that no list contains. All but the brackets of URLs are punctuation like the originals: whether
 * `**` opens or closes depends on that. `\u2E59` and `\u2E5A` are plain brackets, `\u2E5B` is `<br>` within a line.
 */
const token = /\uE000[0-9a-z]+\uE001|\u2E57[0-9a-z]+\u2E58|[\u2E59-\u2E5B]/g;
const pieceToken = /(\uE000[0-9a-z]+\uE001|\u2E57[0-9a-z]+\u2E58|\u2E5B)/;
const literals = new Map([
  ["\u2E59", "["],
  ["\u2E5A", "]"],
  ["\u2E5B", "<br>"],
]);

/** A URL. A second one glued to its end is another match; one after `/` or `=` belongs to the first. */
const url =
  /https?:\/\/(?:(?!(?<![/=])https?:\/\/)(?:[^\s<>"“”()[\]|`*\uE000\uE001\u2E57-\u2E5B、，。（）]|\([^\s<>"()[\]|]*\)))+/gi;

/** `[label](URL)` and `[[label]](URL)` without markup in the label, so there is only one way to parse them. */
const plainLink =
  /(?<![!\\])\[(\[[^[\]\\*_~`<>&|!\n\uE000\uE001\u2E57-\u2E5B]{1,60}\]|[^[\]\\*_~`<>&|!\n\uE000\uE001\u2E57-\u2E5B]{1,60})\]\((\uE000[0-9a-z]+\uE001)\)/g;

/** Brackets without a target. They are not a link unless their label is defined (`[label]: URL`). */
const bareBrackets = /(?<![!\\\]])\[((?:[^[\]\\`\n]|`[^[\]`\n]{0,80}`){0,200})\](?![([:])/g;
const definition = /\]:/;

/** A `<br>` at the start of a line may start HTML, so it stays. */
const innerBreak = /(?<=[^\s>|][ \t]*)<br ?\/?>/gi;

/** A part of unfolded text: a bare URL, a link with its label, the end of a line, or the text in between. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

export interface FoldedText {
  readonly text: string;
  /** The text with the originals in place of the tokens. */
  unfold(text: string): string;
  /** The text split at its tokens, in order. */
  split(text: string): readonly Piece[];
}

/**
 * Replaces URLs, links with a plain label, and unambiguous brackets and `<br>` with short tokens that have no meaning in
 * markdown.
 *
 * They are most of a list's text but not part of its structure. Folding makes parsing fast, keeps underscores and
 * brackets in URLs from being read as markup, and finds bare or glued URLs reliably.
 */
export function foldUrls(source: string): FoldedText {
  const pieces: Piece[] = [];
  const keep = (piece: Piece) => (pieces.push(piece) - 1).toString(36);
  const pieceAt = (text: string): Piece | undefined =>
    /^[\uE000\u2E57]/.test(text) ? pieces[Number.parseInt(text.slice(1, -1), 36)] : undefined;
  const unfold = (text: string): string =>
    text.replace(token, (found) => {
      const piece = pieceAt(found);
      if (piece?.kind === "url") return piece.text;
      return piece?.kind === "link" ? `[${piece.text}](${piece.url})` : (literals.get(found) ?? "");
    });
  const withLinks = source
    .replace(url, (match) => `\uE000${keep({ kind: "url", text: cleanUrl(match) })}\uE001`)
    .replace(plainLink, (_, label: string, target: string) => {
      const text = label.replace(/\s+/g, " ").trim();
      return `\u2E57${keep({ kind: "link", text, url: unfold(target) })}\u2E58`;
    });
  const bracketed = definition.test(withLinks)
    ? withLinks
    : withLinks.replace(bareBrackets, "\u2E59$1\u2E5A");
  return {
    text: bracketed.replace(innerBreak, "\u2E5B"),
    unfold,
    split: (text) =>
      text
        .split(pieceToken)
        .filter((part) => part !== "")
        .map((part) => {
          if (part === "\u2E5B") return { kind: "break" };
          return pieceAt(part) ?? { kind: "text", text: unfold(part) };
        }),
  };
}

/** The parser never sees a folded URL, so its escapes are resolved here. */
function cleanUrl(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/&amp;/g, "&");
}
