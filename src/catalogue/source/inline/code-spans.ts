import { matchesOf } from "../../matches-of.js";
import { push } from "../../push.js";

/** Finds the code between backticks at an offset, and the offset after it; offsets must grow. Linear in the text. */
export function createCodeFinder(text: string) {
  let runs: ReadonlyMap<number, number[]> | null = null;
  return (at: number): { readonly text: string | null; readonly to: number } => {
    runs ??= runsByLength(text);
    let from = at;
    while (text[from] === "`") from++;
    const starts = runs.get(from - at) ?? [];
    while ((starts.at(-1) ?? from) < from) starts.pop();
    const end = starts.at(-1);
    if (end === undefined) return { text: null, to: from };
    return { text: codeText(text.slice(from, end)), to: end + from - at };
  };
}

const backticks = /`+/g;

/** The offsets of the runs of so many backticks, the last one first. */
function runsByLength(text: string): ReadonlyMap<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { index, 0: run } of matchesOf(text, backticks)) push(runs, run.length, index);
  for (const starts of runs.values()) starts.reverse();
  return runs;
}

/** Code on one line, without the space around it. */
function codeText(code: string): string {
  const line = code.replaceAll("\n", " ");
  return line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "" ? line.slice(1, -1) : line;
}
