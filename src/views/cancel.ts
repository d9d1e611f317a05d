import { path } from "../interactions/path.js";
import { button } from "../interactions/view.js";

/** Leaves what was offered as it is. */
export const cancelPath = path<Record<never, never>>("cancel", {});

export const cancelButton = button("Cancel", cancelPath.at({}));
