import { Icon } from "../shell/icon.js";
import { useClient } from "../state/session.js";
import { offeredFaults } from "./offered-faults.js";
import { useFaults } from "./use-faults.js";
import "./fault-switches.css";

/** A server without an id, and with null for its channels. */
const malformedPacket = JSON.stringify({ op: 0, t: "GUILD_CREATE", s: 1, d: { id: null, channels: null } });

/** Switches faults on and off, to test how the bot handles them. */
export function FaultSwitches() {
  const channel = useClient((state) => state.world.channels.find(({ id }) => id === state.channelId));
  const { on, failure, has, toggle, clear } = useFaults();
  if (!channel) return null;
  return (
    <details class="faults">
      <summary>
        <Icon name="down" size={16} />
        <span>Faults</span>
        {on.length > 0 && <span class="faults-on">{on.length} on</span>}
      </summary>
      <ul class="fault-list">
        {offeredFaults(channel).map(({ label, hint, fault }) => (
          <li key={label}>
            <button
              type="button"
              class="fault"
              role="switch"
              aria-checked={has(fault)}
              onClick={() => toggle(fault)}
            >
              <span class="menu-text">
                <span class="pop-main">{label}</span>
                <span class="pop-sub">{hint}</span>
              </span>
              <span class="fault-switch" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <div class="fault-actions">
        <button type="button" class="button secondary" onClick={() => toggle({ kind: "gateway-reconnect" })}>
          Reconnect the gateway
        </button>
        <button
          type="button"
          class="button secondary"
          onClick={() => toggle({ kind: "gateway-cut", code: 4000 })}
        >
          Break the connection
        </button>
        <button
          type="button"
          class="button secondary"
          onClick={() => toggle({ kind: "gateway-packet", text: malformedPacket })}
        >
          Send a malformed packet
        </button>
        <button type="button" class="button secondary" disabled={on.length === 0} onClick={clear}>
          Clear all
        </button>
      </div>
      {failure && (
        <p class="popup-note wrong" role="alert">
          {failure}
        </p>
      )}
    </details>
  );
}
