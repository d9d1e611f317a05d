/** A link's target as an absolute http or https URL, or `null` where it is none (empty, relative, an anchor, mail). */
export function webUrl(target: string): URL | null {
  const trimmed = target.trim().replace(/\s.*$/s, "");
  const text = /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|ai|edu|gov|cc|cn)\/)/i.test(trimmed)
    ? `https://${trimmed}`
    : trimmed;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
