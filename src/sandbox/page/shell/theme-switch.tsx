import { Icon } from "./icon.js";
import { type Theme, useTheme } from "./theme.js";

const themes = [
  { theme: "light", icon: "sun", label: "Light" },
  { theme: "dark", icon: "moon", label: "Dark" },
  { theme: "system", icon: "screen", label: "System" },
] as const satisfies readonly { readonly theme: Theme; readonly icon: string; readonly label: string }[];

export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset class="segments" aria-label="Theme">
      {themes.map((one) => (
        <button
          key={one.theme}
          type="button"
          class="icon-button small"
          aria-pressed={theme === one.theme}
          aria-label={one.label}
          title={one.label}
          onClick={() => setTheme(one.theme)}
        >
          <Icon name={one.icon} size={15} />
        </button>
      ))}
    </fieldset>
  );
}
