import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark" | "system";

const storageKey = "paperboy-theme";

/** The chosen theme, stored in this browser. @default `system` */
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

/** Sets the theme on the document, for the style sheet. Called before the first render. */
export function applyTheme(theme: Theme = readTheme()): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function readTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : "system";
}
