import type { World } from "../../protocol.js";

/** Who the page is and where: kept in its address, so that a reload stays, and two windows can be two persons. */
export interface Place {
  readonly personId: string;
  readonly channelId: string;
}

/** The person of `?as=Mira`, by name or id; the first one where it names nobody. */
export function readPerson(world: World): string {
  return find(world.people, "as");
}

/** The channel of `?channel=papers`, by name or id; the first one where it names none that this person sees. */
export function readChannel(world: World): string {
  return find(world.channels, "channel");
}

export function writePlace({ personId, channelId }: Place): void {
  const url = new URL(location.href);
  url.searchParams.set("as", personId);
  url.searchParams.set("channel", channelId);
  history.replaceState(null, "", url);
}

function find(all: readonly { readonly id: string; readonly name: string }[], key: string): string {
  const wanted = new URLSearchParams(location.search).get(key);
  return (all.find(({ id, name }) => id === wanted || name === wanted) ?? all[0])?.id ?? "";
}
