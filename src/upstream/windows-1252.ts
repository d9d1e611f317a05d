/** The characters of 0x80 to 0x9f, where Windows-1252 differs from ISO 8859-1. */
const c1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Decodes Windows-1252, which `TextDecoder` of some versions of Node reads as ISO 8859-1. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => c1[character.charCodeAt(0) - 0x80] ?? "");
}
