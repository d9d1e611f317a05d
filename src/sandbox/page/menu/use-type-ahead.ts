import { useRef } from "preact/hooks";

/** A pause longer than this many milliseconds starts a new word. */
const maxPause = 700;

/** Goes to the row that starts with what is typed while a menu is open, and says whether a key was part of that. */
export function useTypeAhead(labels: readonly string[], go: (row: number) => void) {
  const typed = useRef({ text: "", at: 0 });
  return (event: KeyboardEvent): boolean => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { text, at } = typed.current;
    const before = event.timeStamp - at > maxPause ? "" : text;
    // A space goes on with a word, and picks the row otherwise.
    if (event.key === " " && before === "") return false;
    typed.current = { text: before + event.key.toLowerCase(), at: event.timeStamp };
    const found = labels.findIndex((label) => label.toLowerCase().startsWith(typed.current.text));
    if (found >= 0) go(found);
    event.preventDefault();
    return true;
  };
}
