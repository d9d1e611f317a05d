import type { Fault } from "../../protocol.js";

export interface OfferedFault {
  readonly label: string;
  /** The effect on the bot. */
  readonly hint: string;
  readonly fault: Fault;
}

/** The faults on the page. Each stays on until it is switched off. */
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
      label: "A proxy's page",
      hint: "Every request is answered with 403 and a page that is not Discord's",
      fault: { kind: "error", status: 403, body: "html" },
    },
    {
      label: "Refused content",
      hint: "Messages about transformers are refused, as by AutoMod",
      fault: { kind: "refuse-content", text: "ransformer" },
    },
    {
      label: "History in no order",
      hint: "Pages of messages are shuffled",
      fault: { kind: "shuffle-pages" },
    },
    {
      label: "Another clock",
      hint: "Discord's clock seems two minutes behind",
      fault: { kind: "skewed-date", ms: -120_000 },
    },
    {
      label: "Lost replies",
      hint: "Requests are executed, but replies are lost",
      fault: { kind: "lose-reply" },
    },
    {
      label: "Rate limit",
      hint: "Every request is refused for two seconds",
      fault: { kind: "rate-limit", retryAfter: 2 },
    },
    {
      label: `No permission in ${channel.name}`,
      hint: "The bot cannot send messages there",
      fault: { kind: "missing-permission", channelId: channel.id },
    },
  ];
}

/** Whether kind, channel and body are equal. Faults added by a program may differ in other details. */
export function isSameFault(one: Fault, other: Fault): boolean {
  const channelOf = (fault: Fault) => ("channelId" in fault ? fault.channelId : undefined);
  const bodyOf = (fault: Fault) => (fault.kind === "error" ? (fault.body ?? "discord") : undefined);
  return one.kind === other.kind && channelOf(one) === channelOf(other) && bodyOf(one) === bodyOf(other);
}
