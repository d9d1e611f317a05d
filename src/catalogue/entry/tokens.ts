import { isAsciiDigit, isAsciiLetter } from "../ascii.js";
import { matchesOf } from "../matches-of.js";
/** A word or a number in a text. */
export interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Letters and digits are separate tokens: `ICLR22` is `ICLR` and `22`. */
const token = /\p{L}[\p{L}\p{M}]*|\d+/gu;

/** The words and numbers of a text, in order. */
export function tokensOf(text: string): readonly Token[] {
  return (
    asciiTokens(text) ??
    matchesOf(text, token).map((match) => ({
      text: match[0],
      from: match.index,
      to: match.index + match[0].length,
    }))
  );
}

/** Several times as fast for plain ASCII; `null` for any other text. */
function asciiTokens(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let index = 0; index < text.length; ) {
    const kind = kindOfCode(text.charCodeAt(index));
    if (kind === "other") return null;
    const from = index++;
    if (kind === "gap") continue;
    while (index < text.length && kindOfCode(text.charCodeAt(index)) === kind) index++;
    tokens.push({ text: text.slice(from, index), from, to: index });
  }
  return tokens;
}

function kindOfCode(code: number): "letter" | "digit" | "gap" | "other" {
  if (code > 127) return "other";
  if (isAsciiLetter(code)) return "letter";
  return isAsciiDigit(code) ? "digit" : "gap";
}
