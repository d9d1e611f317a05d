/**
 * A link's target as an absolute http or https URL, or `null` where it is none (empty, relative, an anchor, mail), or
 * where it says who to log in as: no paper does, and a link that does is made to be mistaken for another.
 */
export function webUrl(target: string): URL | null {
  const trimmed = target.trim().replace(/\s.*$/s, "");
  const text = /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|ai|edu|gov|cc|cn)\/)/i.test(trimmed)
    ? `https://${trimmed}`
    : trimmed;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === "" && url.password === "" ? url : null;
}
