/** What was read of texts before. A text that has not been asked for during many others is forgotten. */
export interface TextCache<Value> {
  /** The same object each time, for as long as it is remembered. */
  get(text: string, read: (text: string) => Value): Value;
}

const maxTexts = 100_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: every character of one byte
const isLatin = /^[\u0000-\u00FF]*$/;

/** Keeps the texts of one generation, and those of the one before: at most twice as many as `maxTexts`. */
export function createTextCache<Value extends object>(): TextCache<Value> {
  let current = new Map<string, Value>();
  let previous = new Map<string, Value>();
  return {
    get(text, read) {
      const known = current.get(text);
      if (known) return known;
      const earlier = previous.get(text);
      // A text is a part of its whole list, and would keep it in memory.
      const own = earlier ? text : copyOf(text);
      const value = earlier ?? read(own);
      if (current.size >= maxTexts) {
        previous = current;
        current = new Map();
      }
      current.set(own, value);
      return value;
    },
  };
}

/** A copy of its own. It takes a byte for each character where that is enough. */
function copyOf(text: string): string {
  const encoding = isLatin.test(text) ? "latin1" : "utf16le";
  return Buffer.from(text, encoding).toString(encoding);
}
