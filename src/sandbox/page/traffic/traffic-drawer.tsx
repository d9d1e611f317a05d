import { useMemo, useRef, useState } from "preact/hooks";
import { useStickToBottom } from "../chat/use-stick-to-bottom.js";
import { Drawer } from "../shell/drawer.js";
import { useClient } from "../state/session.js";
import { FaultSwitches } from "./fault-switches.js";
import { filterTraffic, type ViaFilter, viaFilters } from "./filter-traffic.js";
import { TrafficRow } from "./traffic-row.js";
import "./traffic.css";

/** The live traffic between the bot and Discord. */
export function TrafficDrawer({ onClose }: { readonly onClose: () => void }) {
  const traffic = useClient((state) => state.traffic);
  const [via, setVia] = useState<ViaFilter>("all");
  const [text, setText] = useState("");
  const shown = useMemo(() => filterTraffic(traffic, via, text), [traffic, via, text]);
  const list = useRef<HTMLDivElement>(null);
  const { state, toEnd } = useStickToBottom(list, shown.at(-1)?.id, `${via} ${text}`);
  return (
    <Drawer title="Traffic" onClose={onClose}>
      <FaultSwitches />
      <div class="traffic-tools">
        <fieldset class="segments" aria-label="Which traffic">
          {viaFilters.map(({ via: one, label }) => (
            <button key={one} type="button" aria-pressed={via === one} onClick={() => setVia(one)}>
              {label}
            </button>
          ))}
        </fieldset>
        <input
          class="form-text"
          type="search"
          aria-label="Filter the traffic"
          placeholder="Filter"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="traffic-list" ref={list} role="log" aria-label="Requests and events" aria-live="off">
        <div>
          {shown.length === 0 && (
            <p class="popup-note">
              {traffic.length === 0
                ? "No traffic yet. Run a command to see some."
                : "No traffic matches the filter."}
            </p>
          )}
          {shown.map((one) => (
            <TrafficRow key={one.id} traffic={one} />
          ))}
        </div>
      </div>
      {state === "news" && (
        <button type="button" class="news-pill" onClick={toEnd}>
          New traffic
        </button>
      )}
    </Drawer>
  );
}
