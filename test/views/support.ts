import type { ListView } from "../../src/lists/list-view.js";
import type { Lists } from "../../src/lists/lists.js";
import type { Context } from "../../src/views/context.js";

const notInThisTest = () => Promise.reject(new Error("not in this test"));

/** Lists that never change, and that no server may choose from. */
export const fixedLists: Lists = {
  states: async () => new Map(),
  checks: async () => [],
  availableTo: () => [],
  setVisible: async () => {},
  adding: null,
  held: async () => [],
  release: notInThisTest,
};

/** What a member sees in a direct message with a bot whose lists never change. */
export function contextOf(listView: ListView, more: Partial<Context> = {}): Context {
  return {
    listView,
    lists: fixedLists,
    positions: { find: async () => ({ position: null, moveTo: async () => {} }) },
    details: { of: () => null, ofKey: () => null, opened: () => {} },
    citer: { write: notInThisTest, close: async () => {} },
    channels: {
      kindOf: () => null,
      nameOf: () => null,
      hasLostRole: () => false,
      tagsOf: () => null,
      hasRole: () => false,
      missingFor: () => [],
      announcingIn: () => [],
      noticeChannel: () => null,
    },
    privacy: { load: async () => ({}), erase: async () => 0 },
    announcing: null,
    facts: { version: "", servers: 0, latency: null, startedAt: 0, inviteUrl: "" },
    person: { id: "1", mayManage: false },
    guildId: null,
    channelId: null,
    operatorGuildId: null,
    ...more,
  };
}
