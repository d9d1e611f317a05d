import "./avatar.css";

/** The world has colours for people, but none for the bot. */
export const botColour = "#3f5bd9";

interface AvatarProps {
  readonly name: string;
  readonly colour: string;
  readonly size?: number;
}

/** The name's initial on a colour. Images would come from another host. */
export function Avatar({ name, colour, size = 40 }: AvatarProps) {
  const initial = [...name][0]?.toUpperCase() ?? "?";
  return (
    <span
      class="avatar"
      style={{
        backgroundColor: colour,
        width: `${size}px`,
        height: `${size}px`,
        fontSize: `${size * 0.45}px`,
        color: inkOn(colour),
      }}
      aria-hidden="true"
    >
      {initial}
    </span>
  );
}

/** Black or white, whichever has more contrast on `#rrggbb`, by WCAG's luminance. */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#111" : "#fff";
}
