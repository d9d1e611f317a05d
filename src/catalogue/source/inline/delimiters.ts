import type { Inline } from "./inline.js";

/** A run of `*` or `_` that may open and close emphasis, in a list of those that are not used up. */
export interface Delimiter {
  readonly kind: "delimiter";
  readonly character: "*" | "_";
  readonly length: number;
  /** Characters that are not used yet. */
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Its number among the delimiters of the text. */
  order: number;
  /** What it turns out to close and to open. */
  readonly closes: { bold: number; italic: number };
  readonly opens: { bold: number; italic: number };
  previous: Delimiter | null;
  next: Delimiter | null;
}

const space = /\s/;
const punctuation = /[\p{P}\p{S}]/u;

/** Letters of scripts that are written without spaces, or with particles that follow a word without one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * A run by the characters around it, as CommonMark defines which of them open and close. Beside Chinese, Japanese and
 * Korean letters a bracket or a quote inside the emphasis does not prevent it: `**『蒸留』**の実践`.
 */
export function delimiterOf(text: string, from: number, to: number): Delimiter {
  const character = text[from] === "*" ? "*" : "_";
  const before = from === 0 ? "\n" : lastCharacter(text, from);
  const after = to === text.length ? "\n" : String.fromCodePoint(text.codePointAt(to) ?? 10);
  const [spaceBefore, spaceAfter] = [space.test(before), space.test(after)];
  const [markBefore, markAfter] = [punctuation.test(before), punctuation.test(after)];
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore || unspaced.test(before));
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter || unspaced.test(after));
  const isStar = character === "*";
  return {
    kind: "delimiter",
    character,
    length: to - from,
    left: to - from,
    canOpen: left && (isStar || !right || markBefore),
    canClose: right && (isStar || !left || markAfter),
    order: 0,
    closes: { bold: 0, italic: 0 },
    opens: { bold: 0, italic: 0 },
    previous: null,
    next: null,
  };
}

function lastCharacter(text: string, end: number): string {
  const code = text.charCodeAt(end - 1);
  return code >= 0xdc00 && code <= 0xdfff && end > 1 ? text.slice(end - 2, end) : (text[end - 1] ?? "");
}

/** The delimiters of a text that may still find a partner. */
export function createDelimiterList() {
  let last: Delimiter | null = null;
  let count = 0;
  const remove = (each: Delimiter): void => {
    if (each.previous) each.previous.next = each.next;
    if (each.next) each.next.previous = each.previous;
    else last = each.previous;
  };
  return {
    last: () => last,
    add(each: Delimiter): void {
      each.order = ++count;
      each.previous = last;
      if (last) last.next = each;
      last = each;
    },
    /** Pairs the delimiters after `bottom`, and forgets them. Linear: no search is repeated that has failed. */
    pair(bottom: Delimiter | null): void {
      const floor = bottom?.order ?? 0;
      /** The number up to which no opener is left, for each kind of closer. */
      const searched = new Map<string, number>();
      let closer: Delimiter | null = firstAfter(last, bottom);
      while (closer) {
        if (!closer.canClose) {
          closer = closer.next;
          continue;
        }
        const kind = `${closer.character}${closer.canOpen}${closer.length % 3}`;
        const end: number = searched.get(kind) ?? floor;
        let opener: Delimiter | null = closer.previous;
        while (opener && opener.order > end && !isPair(opener, closer)) opener = opener.previous;
        if (!opener || opener.order <= end) {
          searched.set(kind, closer.order - 1);
          const next: Delimiter | null = closer.next;
          if (!closer.canOpen) remove(closer);
          closer = next;
          continue;
        }
        use(opener, closer);
        while (closer.previous && closer.previous !== opener) remove(closer.previous);
        if (opener.left === 0) remove(opener);
        if (closer.left === 0) {
          const next: Delimiter | null = closer.next;
          remove(closer);
          closer = next;
        }
      }
      while (last && last !== bottom) remove(last);
    },
  };
}

function firstAfter(last: Delimiter | null, bottom: Delimiter | null): Delimiter | null {
  let first = last === bottom ? null : last;
  while (first?.previous && first.previous !== bottom) first = first.previous;
  return first;
}

function isPair(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.character !== closer.character || !opener.canOpen) return false;
  const isOdd = (opener.canClose || closer.canOpen) && closer.length % 3 !== 0;
  return !(isOdd && (opener.length + closer.length) % 3 === 0);
}

function use(opener: Delimiter, closer: Delimiter): void {
  const style = opener.left >= 2 && closer.left >= 2 ? "bold" : "italic";
  const used = style === "bold" ? 2 : 1;
  opener.left -= used;
  closer.left -= used;
  opener.opens[style]++;
  closer.closes[style]++;
}

/** A delimiter as what it turned out to be: ends of emphasis, then unused characters, then starts. */
export function delimiterInlines({ character, left, closes, opens }: Delimiter): readonly Inline[] {
  const inlines: Inline[] = [];
  if (closes.bold > 0 || closes.italic > 0)
    inlines.push({ kind: "style", bold: -closes.bold, italic: -closes.italic });
  if (left > 0) inlines.push({ kind: "text", text: character.repeat(left) });
  if (opens.bold > 0 || opens.italic > 0) inlines.push({ kind: "style", ...opens });
  return inlines;
}
