/** Makes untrusted text safe to show in Discord: it cannot format, link, mention or scramble the text around it. */

const numbers = new Intl.NumberFormat("en-US");
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Control characters, and those that change the direction of the text around them. */
const invisible = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]+/gu;

/** What most text is: words of ASCII with single spaces. */
const alreadyPlain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * One line of plain text: no control or direction characters, no line breaks, single spaces. Lone surrogates, which
 * Discord refuses, become U+FFFD.
 */
export function plainLine(text: string): string {
  if (alreadyPlain.test(text)) return text;
  return text.toWellFormed().replace(/\s+/gu, " ").replace(invisible, "").trim();
}

/**
 * Truncates at a grapheme, so that no emoji or accent is torn apart; ends with `…` where something was left out.
 * `length` counts UTF-16 code units, as Discord does.
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text.slice(0, length + 1))) {
    if (kept.length + segment.length > length - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Escapes what Discord would read as formatting, a link or a mention, and nothing more: notifications show the text
 * raw. Does not work inside the brackets of a masked link, where Discord knows no escapes.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*_~`|[\]<>@]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/^([ \t]*)([#+-]|\d+(?=[.)]\s))/gm, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** Untrusted text as one safe line of at most `length` characters before escaping. */
export function safe(text: string, length: number): string {
  return escapeMarkdown(truncate(plainLine(text), length));
}

/** The same, of at most `length` characters after escaping, for where Discord counts those. */
export function safeWithin(text: string, length: number): string {
  let shown = safe(text, length);
  for (let room = length; shown.length > length; ) {
    room -= Math.ceil((shown.length - length) / 2);
    shown = safe(text, room);
  }
  return shown;
}

/** `1 paper`, `2 papers`, `1,024 papers`. */
export function count(number: number, one: string, many = `${one}s`): string {
  // Formatting takes long, and does nothing to most numbers.
  const shown = number < 1000 ? String(number) : numbers.format(number);
  return `${shown} ${number === 1 ? one : many}`;
}

/** A masked link with a label of ours and a URL that cannot end it early; the label alone where the URL is not http(s). */
export function link(label: string, url: string): string {
  const href = safeUrl(url);
  return href === null ? label : `[${label}](${href})`;
}

/** The URL with the characters encoded that could end a link; `null` where it is not http(s). */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return null;
  return href.replace(/[()<>]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Text as inline code, which shows everything as it is. A backtick would end it, and becomes an apostrophe. */
export function code(text: string): string {
  return `\`${plainLine(text).replaceAll("`", "'") || " "}\``;
}
