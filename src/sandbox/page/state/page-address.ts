import type { World } from "../../protocol.js";

/** The person and channel in the page's URL: they survive a reload, and two windows can have different ones. */
export interface PageAddress {
  readonly personId: string;
  readonly channelId: string;
}

/** The person of `?as=Mira`, by name or id. @default the first */
export function readPersonId(world: World): string {
  return find(world.people, "as");
}

/** The channel of `?channel=papers`, by name or id. @default the first */
export function readChannelId(world: World): string {
  return find(world.channels, "channel");
}

const messageHash = "#message-";

/** The message of `#message-123`. */
export function readMessageId(): string | undefined {
  return location.hash.startsWith(messageHash) ? location.hash.slice(messageHash.length) : undefined;
}

/** The address of a message, for anybody. */
export function addressOf(message: { readonly id: string; readonly channel_id: string }): string {
  const url = new URL(location.origin);
  url.searchParams.set("channel", message.channel_id);
  url.hash = `${messageHash}${message.id}`;
  return url.href;
}

export function writeAddress({ personId, channelId }: PageAddress): void {
  const url = new URL(location.href);
  url.searchParams.set("as", personId);
  url.searchParams.set("channel", channelId);
  url.hash = "";
  history.replaceState(null, "", url);
}

function find(all: readonly { readonly id: string; readonly name: string }[], key: string): string {
  const wanted = new URLSearchParams(location.search).get(key);
  return (all.find(({ id, name }) => id === wanted || name === wanted) ?? all[0])?.id ?? "";
}
