import type { Fault } from "../protocol.js";

/** Faults that change how one REST request goes; the others are asked for by those whom they concern. */
export type RequestFault = Extract<
  Fault,
  { kind: "latency" | "error" | "drop" | "lose-reply" | "rate-limit" }
>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** The faults that this request meets; each is used up by one. */
  consume(method: string, path: string): RequestFault[];
  /** The permissions that a fault takes from the bot in a channel. */
  missingPermissions(channelId: string): string[];
  isUnknownChannel(channelId: string): boolean;
}

interface ActiveFault {
  readonly fault: Fault;
  left: number;
}

/** @param onGateway Carries out the faults of the gateway, which happen once and at once. */
export function createFaults(onGateway: (fault: Fault) => void): Faults {
  let standing: ActiveFault[] = [];
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
      standing.push({ fault, left: times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      standing = [];
    },
    list: () => standing.map(({ fault }) => fault),
    consume(method, path) {
      const met: RequestFault[] = [];
      for (const one of standing) {
        const { fault } = one;
        if (!isRequestFault(fault) || !matches(fault.route, method, path)) continue;
        met.push(fault);
        one.left -= 1;
      }
      standing = standing.filter((one) => one.left > 0);
      return met;
    },
    missingPermissions: (channelId) =>
      standing.flatMap(({ fault }) =>
        fault.kind === "missing-permission" && fault.channelId === channelId
          ? [fault.permission ?? "SendMessages"]
          : [],
      ),
    isUnknownChannel: (channelId) =>
      standing.some(({ fault }) => fault.kind === "unknown-channel" && fault.channelId === channelId),
  };
}

function isRequestFault(fault: Fault): fault is RequestFault {
  return ["latency", "error", "drop", "lose-reply", "rate-limit"].includes(fault.kind);
}

/** `POST /channels/:id/messages` fits any channel, `POST /channels/123/messages` one, and no route fits all. */
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
