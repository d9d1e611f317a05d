import { limits } from "./limits.js";
import { button } from "./view.js";

const prefix = "share:";

/** The button that posts a view to the channel; what it posts is the view at `path`, made anew when it is pressed. */
export const share = {
  button: (path: string) => button("Share", `${prefix}${path}`, { emoji: "📣" }),
  /** The path that a custom_id shares, or `null` where it is not a share button's. */
  pathOf: (customId: string) => (customId.startsWith(prefix) ? customId.slice(prefix.length) : null),
  /** The longest path that can be shared. */
  maxLength: limits.customId - prefix.length,
} as const;
