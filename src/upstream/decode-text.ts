import { detectEncoding } from "./detect-encoding.js";
import { decodeWindows1252 } from "./windows-1252.js";

/** The bytes of a file as text, or why they are none, to follow the file's name. */
export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "not-text"; readonly reason: string };

/**
 * Decodes a file by its byte order mark, as UTF-8, or by an encoding that is detected. The text never contains the
 * replacement character: what cannot be decoded is refused, or it would be announced, and again once it is corrected.
 */
export function decodeText(bytes: Buffer): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16 === "utf-32") return notText("is UTF-32: save it as UTF-8");
  if (utf16 !== null)
    return orRefuse(decode(bytes, utf16), "is not the UTF-16 that it begins as: save it as UTF-8");
  const utf8 = decode(bytes, "utf-8") ?? decodeMostlyUtf8(bytes);
  if (utf8 !== null && !escapeSequence.test(utf8)) return toText(utf8);
  const encoding = detectEncoding(bytes);
  if (encoding === null)
    return notText("is not UTF-8, and its encoding could not be recognised: save it as UTF-8");
  return orRefuse(
    decode(bytes, encoding),
    `is not UTF-8, and could not be read as ${encoding}: save it as UTF-8`,
  );
}

/** ISO 2022 writes Japanese, Korean and Chinese in ASCII characters after an escape character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the encoding begins with
const escapeSequence = /\u001b(?:\$[@AB)(*]|\([IJ])/;

/** In fewer bytes zeros say nothing. */
const minSample = 20;

/** By the byte order mark; without one, by the zeros in every second byte. */
function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | "utf-32" | null {
  const start = bytes.toString("latin1", 0, 4);
  if (start === "\u00ff\u00fe\0\0" || start === "\0\0\u00fe\u00ff") return "utf-32";
  if (start.startsWith("\u00ff\u00fe")) return "utf-16le";
  if (start.startsWith("\u00fe\u00ff")) return "utf-16be";
  const sample = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const isSparse = Math.max(even, odd) * 2 < sample.length * 0.8;
  if (sample.length < minSample || isSparse || Math.min(even, odd) > 0) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

/** Null if the encoding is unknown here, or the bytes are not in it. */
function decode(bytes: Buffer, encoding: string): string | null {
  if (encoding === "windows-1252") return decodeWindows1252(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A character in UTF-8, one that was cut off, or another byte above ASCII; each byte as one character. */
const aboveAscii =
  /([\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3})|([\u00e0-\u00f4][\u0080-\u00bf]+)|[\u0080-\u00ff]/g;
/** A text with so many characters in UTF-8 for each other one is UTF-8 into which something else was pasted. */
const minUtf8Share = 3;

/** UTF-8 into which text of an older Windows was pasted. Null if it is not mostly UTF-8. */
function decodeMostlyUtf8(bytes: Buffer): string | null {
  const text = bytes.toString("latin1");
  let [characters, others] = [0, 0];
  const decoded = text.replace(aboveAscii, (found, whole?: string, cut?: string) => {
    const character = whole === undefined ? null : decode(Buffer.from(whole, "latin1"), "utf-8");
    if (character !== null) characters += 1;
    else others += 1;
    if (character !== null) return character;
    return (whole ?? cut) ? "" : decodeWindows1252(Buffer.from(found, "latin1"));
  });
  return characters >= others * minUtf8Share ? decoded : null;
}

function orRefuse(text: string | null, reason: string): Decoded {
  return text === null ? notText(reason) : toText(text);
}

/** A replacement character that was committed says nothing either. */
function toText(text: string): Decoded {
  return { kind: "text", text: text.replaceAll("\ufffd", "") };
}

function notText(reason: string): Decoded {
  return { kind: "not-text", reason };
}
