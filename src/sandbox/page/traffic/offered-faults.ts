import type { Fault } from "../../protocol.js";

export interface OfferedFault {
  readonly label: string;
  /** What the bot will meet. */
  readonly hint: string;
  readonly fault: Fault;
}

/** The faults that are worth a person's try; each stays on until it is switched off. */
export function offeredFaults(channel: { readonly id: string; readonly name: string }): OfferedFault[] {
  return [
    {
      label: "Slow answers",
      hint: "Every request waits for two seconds",
      fault: { kind: "latency", ms: 2000 },
    },
    {
      label: "Server errors",
      hint: "Every request is answered with 500",
      fault: { kind: "error", status: 500 },
    },
    {
      label: "Lost replies",
      hint: "Requests are carried out, but nobody says so",
      fault: { kind: "lose-reply" },
    },
    {
      label: "Rate limit",
      hint: "Every request is to come again in two seconds",
      fault: { kind: "rate-limit", retryAfter: 2 },
    },
    {
      label: `No permission in ${channel.name}`,
      hint: "The bot may not send messages there",
      fault: { kind: "missing-permission", channelId: channel.id },
    },
  ];
}

/** Whether the two do the same; one that was switched on by a program may differ in its details. */
export function isSameFault(one: Fault, other: Fault): boolean {
  const place = (fault: Fault) => ("channelId" in fault ? fault.channelId : undefined);
  return one.kind === other.kind && place(one) === place(other);
}
