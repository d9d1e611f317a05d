import type { Failure } from "../announce/messenger.js";

const byCode: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name cannot be resolved",
  EAI_AGAIN: "its name cannot be resolved at the moment",
  ECONNREFUSED: "the connection is refused",
  ECONNRESET: "the connection was reset",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no network",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_SOCKET: "the connection broke",
  CERT_HAS_EXPIRED: "its certificate has expired",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted: a proxy may be in between",
  AbortError: "it did not answer in time",
  TimeoutError: "it did not answer in time",
};

/** What is the matter with Discord, or on the way to it, in a few words: for the log, without a dump. */
export function troubleOf({ status, code, message }: Failure): string {
  if (typeof code === "string" && status === null) {
    const trouble = byCode[code];
    return trouble === undefined
      ? `Discord cannot be reached: ${code}`
      : `Discord cannot be reached: ${trouble} (${code})`;
  }
  if (status === null) return `Discord's answer cannot be read: ${message.split("\n", 1)[0]}`;
  if (typeof code !== "number") return `Discord, or a proxy on the way to it, answers ${status}`;
  return `Discord refuses it: ${status} ${message.split("\n", 1)[0]}`;
}
