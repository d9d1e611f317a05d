const open = "\uE000";
const close = "\uE001";
const token = /\uE000([0-9a-z]+)\uE001/g;
const linkToken = /\u2E57([0-9a-z]+)\u2E58/g;
const anyToken = /(\uE000[0-9a-z]+\uE001|\u2E57[0-9a-z]+\u2E58|\u2E5B)/;

/**
 * `[` and `]` that are nothing but brackets, and `<br>` within a line. Like those of links, these tokens are characters
 * that no list has and that are punctuation as what they stand for is: whether `**` opens or closes depends on it.
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

/** One URL; a second one glued to its end is another match, one after `/` or `=` belongs to the first. */
const url =
  /https?:\/\/(?:(?!(?<![/=])https?:\/\/)(?:[^\s<>"“”()[\]|`*\uE000\uE001\u2E57-\u2E5B、，。（）]|\([^\s<>"()[\]|]*\)))+/gi;

/** `[label](URL)` and `[[label]](URL)` whose label has nothing that markdown could read: no other reading of it exists. */
const plainLink =
  /(?<![!\\])\[(\[[^[\]\\*_~`<>&|!\n\uE000\uE001\u2E57-\u2E5B]{1,60}\]|[^[\]\\*_~`<>&|!\n\uE000\uE001\u2E57-\u2E5B]{1,60})\]\((\uE000[0-9a-z]+\uE001)\)/g;

/** Brackets that no target follows. They are no link where no label is defined (`[label]: URL`). */
const bareBrackets = /(?<![!\\\]])\[((?:[^[\]\\`\n]|`[^[\]`\n]{0,80}`){0,200})\](?![([:])/g;
const definition = /\]:/;

/** One that begins a line may begin HTML, and stays. */
const innerBreak = /(?<=[^\s>|][ \t]*)<br ?\/?>/gi;

/** A part of unfolded text: a bare URL, a link with its label, the end of a line, or what stands between them. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "link"; readonly label: string; readonly url: string };

export interface FoldedText {
  readonly text: string;
  /** The text with every token put back to what it stands for. */
  unfold(text: string): string;
  /** The text cut at its tokens, in order. */
  split(text: string): readonly Piece[];
}

/**
 * Replaces every URL, every link with a plain label, and brackets and `<br>` that can have but one meaning, by short
 * tokens that markdown has no opinion on.
 *
 * They are most of a list's text and nothing of its structure. Folded, they cost the parser little, underscores and
 * brackets in URLs cannot be mistaken for markup, and bare or glued URLs are found without guessing.
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

/** Folded before markdown saw it, so its escapes are resolved here. */
function cleanUrl(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/&amp;/g, "&");
}
