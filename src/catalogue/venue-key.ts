/** What every spelling of a venue's name has in common: small letters and digits, `&` for `and`. */
export function venueKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/\band\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
