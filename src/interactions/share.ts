import { button } from "./view.js";

const prefix = "share:";

/** The button that posts a view to the channel: the view at `path`, as it is when the button is pressed. */
export const share = {
  button: (path: string) => button("Share", `${prefix}${path}`, { emoji: "📣" }),
  /** The path that a custom_id shares, or `null` for any other button. */
  pathOf: (customId: string) => (customId.startsWith(prefix) ? customId.slice(prefix.length) : null),
} as const;
