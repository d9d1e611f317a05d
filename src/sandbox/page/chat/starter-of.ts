import type { Message } from "../../protocol.js";
import type { ClientState } from "../state/client-state.js";

/** The message that the current channel is a thread of, which has the thread's id; undefined elsewhere. */
export function starterOf({ world, channelId, messages }: ClientState): Message | undefined {
  const parentId = world.channels.find(({ id }) => id === channelId)?.parentId;
  return parentId ? messages[parentId]?.find(({ id }) => id === channelId) : undefined;
}
