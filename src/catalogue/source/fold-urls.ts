const open = "\uE000";
const close = "\uE001";
const token = /\uE000([0-9a-z]+)\uE001/g;
const linkToken = /\uE002([0-9a-z]+)\uE003/g;
const anyToken = /(\uE000[0-9a-z]+\uE001|\uE002[0-9a-z]+\uE003)/;

/** One URL; a second one glued to its end is another match, one after `/` or `=` belongs to the first. */
const url =
  /https?:\/\/(?:(?!(?<![/=])https?:\/\/)(?:[^\s<>"“”()[\]|`*\uE000-\uE003、，。（）]|\([^\s<>"()[\]|]*\)))+/gi;

/** `[label](URL)` whose label has nothing that markdown could read: no other reading of it exists. */
const plainLink = /(?<![!\\])\[([^[\]\\*_~`<>&|!\n\uE000-\uE003]{1,60})\]\((\uE000[0-9a-z]+\uE001)\)/g;

/** A part of unfolded text: a bare URL, a link with its label, or what stands between them. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "link"; readonly label: string; readonly url: string };

export interface FoldedText {
  readonly text: string;
  /** The text with every token put back to what it stands for. */
  unfold(text: string): string;
  /** The text cut at its tokens, in order. */
  split(text: string): readonly Piece[];
}

/**
 * Replaces every URL, and every link with a plain label, by a short token that markdown has no opinion on.
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

  const text = source
    .replace(url, (match) => `${open}${(urls.push(match) - 1).toString(36)}${close}`)
    .replace(plainLink, (_, label: string, target: string) => {
      const index = links.push({ label: label.replace(/\s+/g, " ").trim(), url: unfoldUrls(target) }) - 1;
      return `\uE002${index.toString(36)}\uE003`;
    });
  const piece = (part: string): Piece => {
    if (part.startsWith(open)) return { kind: "url", text: unfoldUrls(part) };
    if (!part.startsWith("\uE002")) return { kind: "text", text: part };
    return { kind: "link", ...linkAt(part.slice(1, -1)) };
  };
  return {
    text,
    unfold: (part) =>
      unfoldUrls(
        part.replace(linkToken, (_, index: string) => {
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
