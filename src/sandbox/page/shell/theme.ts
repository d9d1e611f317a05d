import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark" | "system";

const storageKey = "paperboy-theme";

/** The theme that a person chose, kept in this browser; `system` until they do. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(storageKey, chosen);
      setTheme(chosen);
    },
  ];
}

/** Puts the chosen theme on the document; the style sheet does the rest. Called before anything is drawn. */
export function applyTheme(theme: Theme = readTheme()): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function readTheme(): Theme {
  const kept = localStorage.getItem(storageKey);
  return kept === "light" || kept === "dark" ? kept : "system";
}
