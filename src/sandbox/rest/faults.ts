import type { Fault } from "../protocol.js";

/** The faults of one REST request. */
export type RequestFault = Extract<
  Fault,
  { kind: "latency" | "error" | "drop" | "lose-reply" | "rate-limit" }
>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** The faults that apply to this request. Counts down their `times`. */
  consume(method: string, path: string): RequestFault[];
  /** The permissions that faults remove from the bot in a channel. */
  missingPermissions(channelId: string): string[];
  isUnknownChannel(channelId: string): boolean;
}

interface ActiveFault {
  readonly fault: Fault;
  left: number;
}

/** @param onGateway Executes a gateway fault, which happens once and immediately. */
export function createFaults(onGateway: (fault: Fault) => void): Faults {
  let active: ActiveFault[] = [];
  return {
    add(fault) {
      if (
        fault.kind === "gateway-reconnect" ||
        fault.kind === "invalid-session" ||
        fault.kind === "gateway-cut"
      ) {
        onGateway(fault);
        return;
      }
      const times = "times" in fault ? fault.times : undefined;
      active.push({ fault, left: times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      active = [];
    },
    list: () => active.map(({ fault }) => fault),
    consume(method, path) {
      const applied: RequestFault[] = [];
      for (const one of active) {
        const { fault } = one;
        if (!isRequestFault(fault) || !matches(fault.route, method, path)) continue;
        applied.push(fault);
        one.left -= 1;
      }
      active = active.filter((one) => one.left > 0);
      return applied;
    },
    missingPermissions: (channelId) =>
      active.flatMap(({ fault }) =>
        fault.kind === "missing-permission" && fault.channelId === channelId
          ? [fault.permission ?? "SendMessages"]
          : [],
      ),
    isUnknownChannel: (channelId) =>
      active.some(({ fault }) => fault.kind === "unknown-channel" && fault.channelId === channelId),
  };
}

function isRequestFault(fault: Fault): fault is RequestFault {
  return ["latency", "error", "drop", "lose-reply", "rate-limit"].includes(fault.kind);
}

/** `POST /channels/:id/messages` matches every channel, `POST /channels/123/messages` one. No route matches all requests. */
function matches(route: string | undefined, method: string, path: string): boolean {
  if (route === undefined) return true;
  const [wantedMethod, wantedPath = ""] = route.split(" ", 2);
  const wanted = wantedPath.split("/");
  const parts = path.split("/");
  return (
    wantedMethod === method &&
    wanted.length === parts.length &&
    wanted.every((step, index) => step.startsWith(":") || step === parts[index])
  );
}
