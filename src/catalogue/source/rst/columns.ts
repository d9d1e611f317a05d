const ascii = /^[\x20-\x7E]*$/;
/** Characters that take two columns, as tables are aligned. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u;
const none = /\p{M}/u;

/** The parts of a line between columns, as wide as they are shown; the last one is the rest. Parts beyond its end are left out. */
export function sliceColumns(line: string, columns: readonly number[]): readonly string[] {
  const offsets = ascii.test(line) ? columns : offsetsOf(line, columns);
  const parts: string[] = [];
  for (let index = 0; index < offsets.length && (offsets[index] ?? 0) < line.length; index++)
    parts.push(line.slice(offsets[index], offsets[index + 1]));
  return parts;
}

/** The offsets of columns in a line. */
function offsetsOf(line: string, columns: readonly number[]): readonly number[] {
  const offsets: number[] = [];
  let shown = 0;
  let offset = 0;
  for (const character of line) {
    while (offsets.length < columns.length && shown >= (columns[offsets.length] ?? 0)) offsets.push(offset);
    if (offsets.length === columns.length) break;
    shown += wide.test(character) ? 2 : none.test(character) ? 0 : 1;
    offset += character.length;
  }
  return offsets;
}
