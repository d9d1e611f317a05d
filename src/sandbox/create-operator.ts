import { createCall } from "./call.js";
import type { Fault, PanelResult, Traffic, WorldChange } from "./protocol.js";

/** What whoever runs the sandbox can do with it from outside: what is not a person's to do in Discord. */
export interface Operator {
  /** The latest requests and events, oldest first. */
  traffic(): Promise<Traffic[]>;
  faults(): Promise<Fault[]>;
  addFault(fault: Fault): Promise<Fault[]>;
  clearFaults(): Promise<Fault[]>;
  /** Presses a panel's button with what its fields hold. */
  act(panel: string, action: string, fields: Readonly<Record<string, string>>): Promise<PanelResult>;
  /** Changes the server as its owner or Discord itself would. */
  change(change: WorldChange): Promise<void>;
  /** Back to the first state: channels, people, messages. Registered commands stay, and so does the bot. */
  reset(): Promise<void>;
}

/** @param url Where the sandbox listens, such as `http://127.0.0.1:4000`. */
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
