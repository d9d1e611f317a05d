/** The code between backticks at an offset, and the offset after it; only the backticks, if no others match them. */
export function createCodeFinder(text: string) {
  /** For each run of backticks by its offset, the offset of the next one of the same length. */
  let partners: ReadonlyMap<number, number> | null = null;
  return (at: number): { readonly text: string | null; readonly to: number } => {
    partners ??= findPartners(text);
    let from = at;
    while (text[from] === "`") from++;
    const end = partners.get(at);
    if (end === undefined) return { text: null, to: from };
    return { text: codeText(text.slice(from, end)), to: end + from - at };
  };
}

function findPartners(text: string): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const lastOfLength = new Map<number, number>();
  for (const { index, 0: run } of text.matchAll(/`+/g)) {
    const last = lastOfLength.get(run.length);
    if (last !== undefined) partners.set(last, index);
    lastOfLength.set(run.length, index);
  }
  return partners;
}

/** Code on one line, without the space around it. */
function codeText(code: string): string {
  const line = code.replaceAll("\n", " ");
  return line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "" ? line.slice(1, -1) : line;
}
