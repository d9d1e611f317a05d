import { memoString } from "./memo.js";

/** Characters; longer addresses are no page's. */
export const maxUrlLength = 2000;

/**
 * A link's target as an absolute http or https URL, its blanks encoded, without a title after it. `null` for anything else (empty, relative, an anchor, mail, too long)
 * and for a URL with credentials, which no paper needs and which can disguise its host.
 */
export const webUrl = memoString(
  (target: string): URL | null => {
    if (target.length > maxUrlLength) return null;
    const trimmed = target
      .trim()
      .replace(/(?<!\s)\s+["'(].*$/s, "")
      .replace(/\s/g, "%20");
    const text = /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|ai|edu|gov|cc|cn)\/)/i.test(
      trimmed,
    )
      ? `https://${trimmed}`
      : trimmed;
    const url = /^https?:\/\//i.test(text) ? parse(text) : null;
    return url?.username === "" && url.password === "" ? url : null;
  },
  // The links of an entry are asked for several times in a row.
  { length: 200, count: 500 },
);

/** `URL.canParse` first would read the address twice, and nearly all can be read. */
function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
