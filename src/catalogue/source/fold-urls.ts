const open = "\uE000";
const close = "\uE001";
const token = /\uE000([0-9a-z]+)\uE001/g;

/** One URL; a second one glued to its end is another match, one after `/` or `=` belongs to the first. */
const url =
  /https?:\/\/(?:(?!(?<![/=])https?:\/\/)(?:[^\s<>"“”()[\]|`*\uE000\uE001、，。（）]|\([^\s<>"()[\]|]*\)))+/gi;

export interface FoldedText {
  readonly text: string;
  /** The text with each token put back to the URL it stands for. */
  unfold(text: string): string;
  /** The text cut at its tokens: the URLs and what stands between them, in order. */
  split(text: string): readonly { readonly url: boolean; readonly text: string }[];
}

/**
 * Replaces every URL by a short token that markdown has no opinion on.
 *
 * URLs are half of a list's text and no part of its structure. Folded, they cost the parser nothing, their
 * underscores and brackets cannot be mistaken for markup, and bare or glued ones are found without guessing.
 */
export function foldUrls(source: string): FoldedText {
  const urls: string[] = [];
  const text = source.replace(url, (match) => `${open}${(urls.push(match) - 1).toString(36)}${close}`);
  const lookUp = (_: string, index: string) => cleanUrl(urls[Number.parseInt(index, 36)] ?? "");
  return {
    text,
    unfold: (part) => part.replace(token, lookUp),
    split: (part) =>
      part
        .split(/(\uE000[0-9a-z]+\uE001)/)
        .filter((piece) => piece !== "")
        .map((piece) =>
          piece.startsWith(open)
            ? { url: true, text: piece.replace(token, lookUp) }
            : { url: false, text: piece },
        ),
  };
}

/** Folded before markdown saw it, so its escapes are resolved here. */
function cleanUrl(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/&amp;/g, "&");
}
