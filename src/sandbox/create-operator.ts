import { createCall } from "./call.js";
import type { Fault, PanelResult, Traffic, WorldChange } from "./protocol.js";

/** Controls a running sandbox: everything that is not a user's action in Discord. */
export interface Operator {
  /** The most recent requests and events, oldest first. */
  traffic(): Promise<Traffic[]>;
  faults(): Promise<Fault[]>;
  addFault(fault: Fault): Promise<Fault[]>;
  clearFaults(): Promise<Fault[]>;
  /** Runs a panel's action with the values of its fields. */
  act(panel: string, action: string, fields: Readonly<Record<string, string>>): Promise<PanelResult>;
  /** Changes the server as its owner, or Discord itself, would. */
  change(change: WorldChange): Promise<void>;
  /** Restores the initial channels and people and deletes messages. The bot and its commands stay. */
  reset(): Promise<void>;
}

/** @param url The sandbox's address, such as `http://127.0.0.1:4000`. */
export function createOperator(url: string, send?: typeof fetch): Operator {
  const call = createCall(url, send);
  return {
    traffic: () => call("/traffic"),
    faults: () => call("/faults"),
    addFault: (fault) => call("/faults", { method: "POST", body: fault }),
    clearFaults: () => call("/faults", { method: "DELETE" }),
    act: (panel, action, fields) =>
      call(`/panels/${encodeURIComponent(panel)}/${encodeURIComponent(action)}`, {
        method: "POST",
        body: { fields },
      }),
    change: (change) => call("/world", { method: "POST", body: change }),
    reset: () => call("/reset", { method: "POST" }),
  };
}
