import { useRef } from "preact/hooks";

/** Milliseconds. A longer pause starts a new word. */
const maxPause = 700;

/** Marks the row that starts with the typed text. The handler returns whether the key was part of it. */
export function useTypeAhead(labels: readonly string[], go: (row: number) => void) {
  const typed = useRef({ text: "", at: 0 });
  return (event: KeyboardEvent): boolean => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { text, at } = typed.current;
    const before = event.timeStamp - at > maxPause ? "" : text;
    // A space continues a word; otherwise it picks the row.
    if (event.key === " " && before === "") return false;
    typed.current = { text: before + event.key.toLowerCase(), at: event.timeStamp };
    const found = labels.findIndex((label) => label.toLowerCase().startsWith(typed.current.text));
    if (found >= 0) go(found);
    event.preventDefault();
    return true;
  };
}
