/** A part of the source with the tests that are about it: a mutant of the one has to be killed by the other. */
export interface Room {
  /** Matches the paths of its files. */
  readonly sources: RegExp;
  /** The beginnings of its tests' paths. */
  readonly tests: readonly string[];
}

export const rooms = {
  interactions: {
    sources: /^src\/interactions\/[^/]+\.ts$/,
    tests: ["test/interactions/", "test/forged-buttons.test.ts", "test/commands.test.ts"],
  },
  identity: {
    sources:
      /^src\/catalogue\/(match-[^/]+|known-paper|paper-keys|shared-ids|diff|is-edited|normalise-title|merged-paper)\.ts$/,
    tests: ["test/catalogue/", "test/lists/"],
  },
  query: {
    sources: /^src\/search\/(parse-query|query-filters|format-query|filters|matches|words)\.ts$/,
    tests: ["test/search/"],
  },
  announce: {
    sources: /^src\/announce\/[^/]+\.ts$/,
    tests: ["test/announce/", "test/announcements.test.ts", "test/outages.test.ts"],
  },
  store: {
    sources: /^src\/store\/[^/]+\.ts$/,
    tests: [
      "test/store/",
      "test/announce/",
      "test/lists/",
      "test/lists.test.ts",
      "test/announcements.test.ts",
    ],
  },
  upstream: {
    sources: /^src\/upstream\/[^/]+\.ts$/,
    tests: ["test/upstream/", "test/lists.test.ts"],
  },
} as const satisfies Record<string, Room>;

export type RoomName = keyof typeof rooms;

export function isRoom(name: string): name is RoomName {
  return Object.hasOwn(rooms, name);
}
