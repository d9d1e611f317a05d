import type { Kysely, Migration } from "kysely";

/** A list has lived in one file until now; it may live in several. */
export const severalFiles: Migration = {
  async up(db: Kysely<Then>) {
    await db.schema
      .alterTable("upstreams")
      .addColumn("files", "text", (column) => column.notNull().defaultTo("[]"))
      .execute();
    for (const { id, path, markdown } of await db
      .selectFrom("upstreams")
      .select(["id", "path", "markdown"])
      .execute()) {
      const files = JSON.stringify([{ path, markdown }]);
      await db.updateTable("upstreams").set({ files }).where("id", "=", id).execute();
    }
    await db.schema.alterTable("upstreams").dropColumn("path").execute();
    await db.schema.alterTable("upstreams").dropColumn("markdown").execute();
  },
};

interface Then {
  upstreams: { id: string; path: string; markdown: string; files: string };
}
