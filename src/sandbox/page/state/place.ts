import type { World } from "../../protocol.js";

/** Who the page is and where: kept in its address, so that a reload stays, and two windows can be two persons. */
export interface Place {
  readonly personId: string;
  readonly channelId: string;
}

/** Reads `?as=Mira&channel=papers`, by id or name; the first person and the first channel where nothing fits. */
export function readPlace(world: World): Place {
  const query = new URLSearchParams(location.search);
  const find = <T extends { readonly id: string; readonly name: string }>(
    all: readonly T[],
    wanted: string | null,
  ) => (all.find(({ id, name }) => id === wanted || name === wanted) ?? all[0])?.id ?? "";
  return {
    personId: find(world.people, query.get("as")),
    channelId: find(world.channels, query.get("channel")),
  };
}

export function writePlace({ personId, channelId }: Place): void {
  const url = new URL(location.href);
  url.searchParams.set("as", personId);
  url.searchParams.set("channel", channelId);
  history.replaceState(null, "", url);
}
