import type { Panel } from "../../protocol.js";
import { Drawer } from "../shell/drawer.js";
import { PanelForm } from "./panel-form.js";
import "./panel.css";

/** A panel of the host. */
export function PanelDrawer({ panel, onClose }: { readonly panel: Panel; readonly onClose: () => void }) {
  return (
    <Drawer title={panel.title} onClose={onClose}>
      <div class="panel">
        <p class="quiet">{panel.description}</p>
        {panel.actions.map((action) => (
          <PanelForm key={action.id} panelId={panel.id} action={action} />
        ))}
      </div>
    </Drawer>
  );
}
