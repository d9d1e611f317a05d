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
    const whole = target.trim();
    const trimmed = /\s/.test(whole) ? whole.replace(/(?<!\s)\s+["'(].*$/s, "").replace(/\s/g, "%20") : whole;
    if (/^https?:\/\//i.test(trimmed)) return withoutCredentials(trimmed);
    return /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|ai|edu|gov|cc|cn)\/)/i.test(trimmed)
      ? withoutCredentials(`https://${trimmed}`)
      : null;
  },
  // The links of an entry are asked for several times in a row.
  { length: 200, count: 500 },
);

function withoutCredentials(text: string): URL | null {
  const url = parse(text);
  return url?.username === "" && url.password === "" ? url : null;
}

/** `URL.canParse` first would read the address twice, and nearly all can be read. */
function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
