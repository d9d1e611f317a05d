import type { WorldChannel } from "../../protocol.js";
import type { IconName } from "../shell/icon.js";

/** By Discord's channel type. */
const icons: Readonly<Record<number, IconName>> = {
  0: "text",
  1: "mail",
  5: "news",
  10: "thread",
  11: "thread",
  12: "thread",
  15: "forum",
};

export function channelIcon({ type }: WorldChannel): IconName {
  return icons[type] ?? "text";
}

/** A forum holds posts and no messages of its own. */
export function isForum({ type }: WorldChannel): boolean {
  const forum: number = 15;
  return type === forum;
}

export function isDirect({ type }: WorldChannel): boolean {
  const direct: number = 1;
  return type === direct;
}
