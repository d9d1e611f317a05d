/** A part of typed text and the option it belongs to. */
export interface Piece {
  readonly option: string;
  readonly text: string;
}

const labelPattern = /(?<=^|\s)([-_\p{L}\p{N}]{1,32}):/gu;

/**
 * Splits `vit year:2023` at the first `name:` of each option. The text before belongs to `first`. Other colons are
 * text. The last piece keeps its trailing space, because the person may be typing it.
 */
export function splitTyped(
  text: string,
  options: readonly { readonly name: string }[],
  first: string,
): Piece[] {
  const names = new Set(options.map(({ name }) => name));
  const pieces: Piece[] = [];
  let option = first;
  let start = 0;
  for (const label of text.matchAll(labelPattern)) {
    const name = label[1] ?? "";
    if (!names.has(name) || pieces.some((piece) => piece.option === name)) continue;
    const before = text.slice(start, label.index).trim();
    if (before !== "") pieces.push({ option, text: before });
    option = name;
    start = label.index + label[0].length;
  }
  const last = text.slice(start);
  return [
    ...pieces.filter((piece) => piece.option !== option),
    { option, text: start > 0 ? last.trimStart() : last },
  ];
}
