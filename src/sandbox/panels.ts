import type { Panel, PanelResult } from "./protocol.js";
import { ActionError } from "./users/action-error.js";

export type PanelHandler = (fields: Readonly<Record<string, string>>) => Promise<PanelResult>;

/** A panel with the handlers of its actions. */
export interface LivePanel {
  readonly panel: Panel;
  /** By action id. */
  readonly handlers: Readonly<Record<string, PanelHandler>>;
}

export interface Panels {
  set(panels: readonly LivePanel[]): void;
  list(): Panel[];
  act(panelId: string, actionId: string, fields: Readonly<Record<string, string>>): Promise<PanelResult>;
}

export function createPanels(onChange: () => void): Panels {
  let live: readonly LivePanel[] = [];
  return {
    set(panels) {
      live = panels;
      onChange();
    },
    list: () => live.map(({ panel }) => panel),
    async act(panelId, actionId, fields) {
      const found = live.find(({ panel }) => panel.id === panelId);
      const handler = found && Object.hasOwn(found.handlers, actionId) ? found.handlers[actionId] : undefined;
      if (!handler) throw new ActionError(`There is no panel "${panelId}" with an action "${actionId}".`);
      try {
        return await handler(fields);
      } catch (error) {
        return { ok: false, text: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
