import { path } from "../interactions/path.js";
import { type Button, button } from "../interactions/view.js";

/** A person's own alerts. */
export const alertsPath = path<Record<never, never>>("alerts", {});

/** Under each alert, so that it can be stopped where it came. */
export const alertsButton: Button = button("My alerts", alertsPath.at({}), { emoji: "🔔" });
