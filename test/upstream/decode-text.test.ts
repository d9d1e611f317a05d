import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/upstream/decode-text.js";

/** Every character of an encoding with its bytes, from Node's decoder. */
function encoder(encoding: string) {
  const bytesOf = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  const add = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !bytesOf.has(text)) bytesOf.set(text, bytes);
    } catch {
      // Not a character.
    }
  };
  for (let a = 0; a < 256; a++) add([a]);
  if (!/windows|iso|koi/.test(encoding))
    for (let a = 0x81; a < 255; a++) for (let b = 0x40; b < 255; b++) add([a, b]);
  return (text: string) => Buffer.from([...text].flatMap((character) => bytesOf.get(character) ?? []));
}

const english = Array.from(
  { length: 20 },
  (_, i) => `- A Paper about Networks ${i} [[paper](https://arxiv.org/abs/2401.0000${i})]\n`,
).join("");

describe("a file that is not UTF-8", () => {
  test.each([
    ["windows-1252", "Poincaré Embeddings for Jörg Müller"],
    ["windows-1251", "Квантование нейронных сетей"],
    ["koi8-r", "Квантование нейронных сетей"],
    ["iso-8859-2", "Učení neuronových sítí s řídkými vahami"],
    ["shift_jis", "機械学習モデルの圧縮について"],
    ["euc-jp", "深層学習による量子化の研究"],
    ["gb18030", "大型语言模型的压缩方法"],
    ["big5", "大型語言模型的壓縮方法"],
    ["euc-kr", "대규모 언어 모델의 압축"],
  ])("but %s is decoded, also where most of it is English", (encoding, title) => {
    const text = `${english}- ${title} [[paper](https://example.org/a)]\n`;
    expect(decodeText(encoder(encoding)(text))).toEqual({ kind: "text", text });
  });

  test("but UTF-16 is decoded, with a byte order mark and without", () => {
    for (const bytes of [
      Buffer.from(`\ufeff${english}`, "utf16le"),
      Buffer.from(english, "utf16le"),
      Buffer.from(english, "utf16le").swap16(),
    ])
      expect(decodeText(bytes)).toEqual({ kind: "text", text: english });
  });

  test("but mostly so keeps what is UTF-8, and reads the rest as Windows wrote it", () => {
    const bytes = Buffer.concat([
      Buffer.from("大型语言模型的压缩方法 Zürich "),
      Buffer.from([0x50, 0x6f, 0xe9, 0x20, 0x96, 0x20, 0xe6, 0x96, 0x20, 0x41]),
    ]);
    expect(decodeText(bytes)).toEqual({ kind: "text", text: "大型语言模型的压缩方法 Zürich Poé –  A" });
  });

  test("and that no encoding fits is refused", () => {
    expect(decodeText(encoder("big5")("- 論文\n"))).toMatchObject({
      kind: "not-text",
      reason: expect.stringContaining("save it as UTF-8"),
    });
    expect(decodeText(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toMatchObject({
      reason: expect.stringContaining("UTF-32"),
    });
  });

  test("never becomes a replacement character, whatever its bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, text) => {
        const decoded = decodeText(Buffer.concat([Buffer.from(text), Buffer.from(bytes)]));
        return decoded.kind === "not-text" || !decoded.text.includes("\ufffd");
      }),
    );
  });
});
