import type { Panel } from "../sandbox/protocol.js";
import { actions, type ListState } from "./actions.js";

/** The form for the sandbox's page, with the menus that the list makes. */
export function drawPanel(seen: ListState): Panel {
  return {
    id: "upstream",
    title: "Local upstream",
    description:
      "A real git repository with the list. What you commit here is announced in the channels that are subscribed to it: type /subscribe first.",
    actions: actions.map(({ id, label, fields }) => ({ id, label, fields: fields(seen) })),
  };
}
