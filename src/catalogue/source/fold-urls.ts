const open = "\uE000";
const close = "\uE001";
const token = /\uE000([0-9a-z]+)\uE001/g;
const linkToken = /\u2E57([0-9a-z]+)\u2E58/g;
const anyToken = /(\uE000[0-9a-z]+\uE001|\u2E57[0-9a-z]+\u2E58|\u2E5B)/;

/**
 * Tokens for `[` and `]` that are plain brackets, and for `<br>` within a line. Like the tokens of links, they are
 * characters that no list contains, and punctuation like the originals: whether `**` opens or closes depends on that.
 */
const literalOpen = "\u2E59";
const literalClose = "\u2E5A";
const lineBreak = "\u2E5B";
const literal = /[\u2E59-\u2E5B]/g;
const literals = new Map([
  [literalOpen, "["],
  [literalClose, "]"],
  [lineBreak, "<br>"],
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
  | { readonly kind: "link"; readonly label: string; readonly url: string };

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
  const urls: string[] = [];
  const links: { label: string; url: string }[] = [];
  const urlAt = (index: string) => cleanUrl(urls[Number.parseInt(index, 36)] ?? "");
  const linkAt = (index: string) => links[Number.parseInt(index, 36)] ?? { label: "", url: "" };
  const unfoldUrls = (text: string) => text.replace(token, (_, index: string) => urlAt(index));
  const unfoldLiterals = (text: string) =>
    text.replace(literal, (character) => literals.get(character) ?? "");

  const withLinks = source
    .replace(url, (match) => `${open}${(urls.push(match) - 1).toString(36)}${close}`)
    .replace(plainLink, (_, label: string, target: string) => {
      const index = links.push({ label: label.replace(/\s+/g, " ").trim(), url: unfoldUrls(target) }) - 1;
      return `\u2E57${index.toString(36)}\u2E58`;
    });
  const text = (
    definition.test(withLinks) ? withLinks : withLinks.replace(bareBrackets, "\u2E59$1\u2E5A")
  ).replace(innerBreak, lineBreak);
  const piece = (part: string): Piece => {
    if (part.startsWith(open)) return { kind: "url", text: unfoldUrls(part) };
    if (part === lineBreak) return { kind: "break" };
    if (!part.startsWith("\u2E57")) return { kind: "text", text: unfoldLiterals(part) };
    return { kind: "link", ...linkAt(part.slice(1, -1)) };
  };
  return {
    text,
    unfold: (part) =>
      unfoldUrls(
        unfoldLiterals(part).replace(linkToken, (_, index: string) => {
          const link = linkAt(index);
          return `[${link.label}](${link.url})`;
        }),
      ),
    split: (part) =>
      part
        .split(anyToken)
        .filter((each) => each !== "")
        .map(piece),
  };
}

/** The parser never sees a folded URL, so its escapes are resolved here. */
function cleanUrl(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/&amp;/g, "&");
}
