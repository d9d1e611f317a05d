import type { Fault } from "../protocol.js";

const requestKinds = ["latency", "error", "drop", "lose-reply", "rate-limit"] as const;
/** What the traffic says of a request whose reply a fault dropped. */
export const lostReplyNote = "Executed, but a fault dropped the reply";
/** Those that happen once and immediately, at the gateway. */
const gatewayKinds = ["gateway-reconnect", "invalid-session", "gateway-cut", "gateway-packet"] as const;

/** The faults of one REST request. */
export type RequestFault = Extract<Fault, { kind: (typeof requestKinds)[number] }>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** The faults that apply to this request. Counts down their `times`. */
  consume(method: string, path: string): RequestFault[];
  /** The permissions that faults remove from the bot in a channel. */
  missingPermissions(channelId: string): string[];
  isUnknownChannel(channelId: string): boolean;
  /** The fault that refuses this content. Counts down its `times`. */
  refusedContent(text: () => string): Extract<Fault, { kind: "refuse-content" }> | undefined;
  /** Milliseconds until a login is allowed again; undefined where one is left. Counts down its `times`. */
  identifyLimit(): number | undefined;
  /** The code that an IDENTIFY is answered with. Counts down its `times`. */
  refusedIdentify(): number | undefined;
  /** Whether pages of messages come in no order. */
  shufflesPages(): boolean;
  /** By how many milliseconds the header `Date` differs from Discord's clock; null where there is none. */
  dateSkew(): number | null;
}

interface ActiveFault {
  readonly fault: Fault;
  left: number;
}

interface FaultEffects {
  /** Executes a gateway fault, which happens once and immediately. */
  readonly onGateway: (fault: Fault) => void;
  /** Called when `missingPermissions` of a channel changed. */
  readonly onPermissions: (channelId: string) => void;
}

export function createFaults({ onGateway, onPermissions }: FaultEffects): Faults {
  let active: ActiveFault[] = [];
  /** The first fault that `pick` takes. Counts down its `times`. */
  function use<Picked extends Fault>(pick: (fault: Fault) => Picked | undefined): Picked | undefined {
    for (const one of active) {
      const picked = pick(one.fault);
      if (picked === undefined) continue;
      one.left -= 1;
      active = active.filter(({ left }) => left > 0);
      return picked;
    }
    return undefined;
  }
  return {
    add(fault) {
      if (isOneOf(gatewayKinds, fault.kind)) {
        onGateway(fault);
        return;
      }
      const times = "times" in fault ? fault.times : undefined;
      active.push({ fault, left: times ?? Number.POSITIVE_INFINITY });
      if (fault.kind === "missing-permission") onPermissions(fault.channelId);
    },
    clear() {
      const channels = active.flatMap(({ fault }) =>
        fault.kind === "missing-permission" ? [fault.channelId] : [],
      );
      active = [];
      for (const channelId of new Set(channels)) onPermissions(channelId);
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
    refusedContent: (text) =>
      use((fault) => (fault.kind === "refuse-content" && text().includes(fault.text) ? fault : undefined)),
    identifyLimit: () => use((fault) => (fault.kind === "identify-limit" ? fault : undefined))?.resetAfter,
    refusedIdentify: () => use((fault) => (fault.kind === "gateway-refuse" ? fault : undefined))?.code,
    shufflesPages: () => active.some(({ fault }) => fault.kind === "shuffle-pages"),
    dateSkew() {
      const fault = active.map(({ fault }) => fault).find((fault) => fault.kind === "skewed-date");
      return fault === undefined ? 0 : fault.ms;
    },
  };
}

function isRequestFault(fault: Fault): fault is RequestFault {
  return isOneOf(requestKinds, fault.kind);
}

function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
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
