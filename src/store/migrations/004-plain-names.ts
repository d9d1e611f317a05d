import type { Migration } from "kysely";

/** Renames columns to the words that the code uses, and drops a table that nothing has ever filled. */
export const plainNames: Migration = {
  async up(db) {
    const renames = [
      ["subscriptions", "place", "channelKind"],
      ["deliveries", "occasion", "discriminator"],
      ["guildLists", "seen", "visible"],
      ["knownPapers", "remembered", "paper"],
      ["notices", "toldAt", "takenAt"],
      ["positions", "deck", "shuffle"],
    ] as const;
    for (const [table, from, to] of renames) {
      await db.schema.alterTable(table).renameColumn(from, to).execute();
    }
    await db.schema.dropIndex("noticesByToldAt").execute();
    await db.schema.createIndex("noticesByTakenAt").on("notices").columns(["takenAt", "createdAt"]).execute();
    await db.schema.dropIndex("deliveriesWaiting").execute();
    await db.schema
      .createIndex("deliveriesPending")
      .on("deliveries")
      .columns(["subscriptionId", "messageId"])
      .execute();
    await db.schema.dropTable("leases").execute();
  },
};
